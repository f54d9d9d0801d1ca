"""Finding things: the feed and search."""
