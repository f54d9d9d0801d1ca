"""Every screen as it is right, in text and colour, at three sizes and in both languages."""
