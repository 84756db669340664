"""What a message asks for and how pressing it is: word groups, rules, danger and the trained model."""
