"""Promotions: which cuts, coupons and points there are, and the best lawful use of them."""
