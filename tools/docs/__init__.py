"""The pages and pictures of `docs/` that are drawn from the code itself."""
