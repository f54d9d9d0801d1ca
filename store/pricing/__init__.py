"""What goods cost to the door: freight, import tax with its dated rates, and the limits of a parcel and of a year."""
