"""The command line: what the shop says without a screen."""
