"""A note, what is related to it, and why it is shown."""
