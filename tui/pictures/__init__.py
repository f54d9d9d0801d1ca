"""Pictures: from what they show to cells and pixels, kept and drawn ahead."""
