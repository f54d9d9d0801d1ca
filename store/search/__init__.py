"""The search: an index of notes, goods and people, what was typed, and the order of what is found."""
