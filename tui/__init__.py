"""Everything a person sees and presses."""
