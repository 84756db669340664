"""What developers run by hand: the environment, the browser, the generated documentation."""
