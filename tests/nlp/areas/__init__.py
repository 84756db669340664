"""Tests of how a text names areas."""
