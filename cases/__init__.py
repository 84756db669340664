"""The rules of the work: cases, people, offers, follow-ups. Standard library only, no I/O."""
