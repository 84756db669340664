"""How a text names areas, and which official areas it may mean."""
