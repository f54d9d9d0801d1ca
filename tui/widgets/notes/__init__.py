"""A note, what lies near it, and why it is shown."""
