"""Tests: they mirror the folders; `conversations/` holds whole stories."""
