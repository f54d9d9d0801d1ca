"""The feed: what notes are about, what is learnt of a reader, and the wall that follows from it."""
