"""Where goods come from: chains of signed events, the notary's book of each day, and their verification."""
