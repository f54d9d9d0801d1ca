"""Orders, their money, returns, and the inbox."""
