"""From a price to a paid order: cart, offers, checkout, payment."""
