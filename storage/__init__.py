"""What is remembered: tables, the unit of work, one file of queries a topic, and migrations."""
