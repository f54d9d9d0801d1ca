"""The parts of the composition root: the rooms of one wing each, given what they use. For ``store.shop`` alone."""
