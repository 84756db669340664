"""Tests of `cases/`."""
