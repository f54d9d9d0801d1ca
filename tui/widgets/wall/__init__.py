"""The wall of cards."""
