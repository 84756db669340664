"""Tests of the reading of Thai messages."""
