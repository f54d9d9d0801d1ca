"""Where goods come from: faces of hashes, the chain, and its verification."""
