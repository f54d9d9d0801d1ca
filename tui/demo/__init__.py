"""The app shows itself: tours as data, the player that walks them, and their recordings."""
