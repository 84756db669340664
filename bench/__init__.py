"""Speed and memory, measured; compare only the figures of one run (`make bench`)."""
