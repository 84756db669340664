"""The web side: LINE's webhook in front, Flask behind it."""
