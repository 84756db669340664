"""Whole stories, played on phones."""
