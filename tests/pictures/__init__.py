"""Contact sheets of everything that can be drawn, for the eye (``make pictures``)."""
