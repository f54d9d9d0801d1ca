"""How to get to every screen of the story's world, by keys alone."""

from __future__ import annotations

SIZES = ((80, 24), (120, 40), (200, 50))
LANGUAGES = ("zh", "en")

TO_TRACKING = ("4", *["down"] * 6, "enter")
TO_CHECKOUT = ("3", "B")
SCREENS: dict[str, tuple[str, ...]] = {
    "feed": ("right",),
    "note": ("right", "enter"),
    "gallery": ("right", "enter", "enter"),
    "why": ("w",),
    "related": ("right", "enter", "n"),
    "shop": ("2",),
    "browse": ("2", "o", "right", "down", "right"),
    "shelf": ("2", "tab", "enter"),
    "sale": ("2", "s"),
    "product": ("2", "enter"),
    "explain": ("2", "enter", "e"),
    "opinions": ("2", "enter", "r"),
    "product-notes": ("2", "enter", "n"),
    "talk": ("2", "enter", "m"),
    "provenance": ("2", "enter", "p"),
    "tampered": ("2", "enter", "p", "X"),
    "cart": ("3",),
    "offers": ("3", "o"),
    "checkout-address": TO_CHECKOUT,
    "checkout-identity": (*TO_CHECKOUT, "enter"),
    "checkout-method": (*TO_CHECKOUT, "enter", "enter"),
    "checkout-confirm": (*TO_CHECKOUT, "enter", "enter", "enter"),
    "services": (*TO_CHECKOUT, "enter", "enter", "enter", "v"),
    "payment": (*TO_CHECKOUT, "enter", "enter", "enter", "enter"),
    "orders": ("4",),
    "held": ("4", "down", "down", "enter"),
    "tracking": TO_TRACKING,
    "order-money": (*TO_TRACKING, "e"),
    "returning": (*TO_TRACKING, "R"),
    "parcels": ("4", "m"),
    "me": ("5",),
    "inbox": ("5", "i"),
    "interests": ("5", "w"),
    "welcome": ("5", "w", "n", "enter", "right", "right", "enter"),
    "search": ("slash", *"tea", "enter"),
    "nothing-found": ("slash", *"qqqqqq", "enter"),
    "help": ("question_mark",),
}
