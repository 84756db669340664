"""The dialogue engine: pure, declarative, with a way back from everywhere."""
