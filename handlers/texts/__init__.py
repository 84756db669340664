"""Every Thai sentence that people read in LINE, one file a dialogue."""
