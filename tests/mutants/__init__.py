"""Break the code in one place at a time and see whether the tests of its room notice."""
