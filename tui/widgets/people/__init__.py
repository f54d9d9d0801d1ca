"""People: the chip of one in a row, and the rows of the page of oneself."""
