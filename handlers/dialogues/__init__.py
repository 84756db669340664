"""The dialogues, each declared from top to bottom."""
