"""People, notes, comments and what readers do with them."""
