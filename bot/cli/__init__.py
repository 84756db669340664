"""The command line: `khotto --help`."""
