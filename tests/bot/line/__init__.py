"""Tests of `bot/line/`."""
