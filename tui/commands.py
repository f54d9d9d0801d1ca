"""Every command once: what it is called, its keys, where it works, and whether the footer shows it.

Bindings, footer, help, command palette and remapping derive from ``COMMANDS``; words are in the
catalogue ``commands`` under ``commands.<id>`` (short, for the footer) and ``commands.<id>-help``.
Each letter has a twin that is no letter, because letters do not arrive while an input method is on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from textual.binding import BindingType

Group = Literal["move", "note", "buy", "track", "app"]
ANYWHERE = "app"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do; ``keys`` are Textual key names, the first is shown.

    ``scopes`` are the screens it works on (``"app"``: everywhere); ``footer`` ranks its hint
    (1 is shown first, 0 never). ``pair`` is the command that goes the other way, where the two are
    shown as one hint (``←→``). The screen or the app answers it in ``action_<id>``.
    """

    id: str
    keys: tuple[str, ...]
    scopes: tuple[str, ...]
    group: Group
    footer: int = 0
    shown: str = ""
    pair: str = ""


def _command(
    id: str, keys: str, scopes: str, group: Group, footer: int = 0, shown: str = "", pair: str = ""
) -> Command:
    return Command(id, tuple(keys.split()), tuple(scopes.split()), group, footer, shown, pair)


COMMANDS: tuple[Command, ...] = (
    # everywhere
    _command("discover", "1", "app", "move"),
    _command("shop", "2", "app", "move"),
    _command("cart", "3", "app", "move"),
    _command("orders", "4", "app", "move"),
    _command("me", "5", "app", "move"),
    _command("search", "slash fullwidth_solidus", "app", "move", shown="/"),
    _command(
        "go_back",
        "escape",
        "app note search opinions offers services welcome browse",
        "move",
        90,
        shown="esc",
    ),
    _command("help", "question_mark fullwidth_question_mark f1", "app", "app", 99, shown="?"),
    _command("language", "L f12", "app", "app"),
    _command("theme", "T f11", "app", "app"),
    _command("undo", "u ctrl+z", "app", "app"),
    _command("show_keys", "ctrl+g", "app", "app"),
    _command("quit", "q ctrl+q", "app", "app"),
    # the wall and the note
    _command("like", "z f6", "feed note", "note", 20),
    _command("save", "c f7", "feed note", "note", 21),
    _command("follow", "f f8", "feed note", "note", 22),
    _command("why", "w f9", "feed note", "note", 23),
    _command("less", "x f10", "feed why", "note", 24),
    _command("more_of", "plus equals_sign", "why interests", "note", 11, shown="+"),
    _command("fewer_of", "minus", "why interests", "note", 12, shown="−"),
    _command("forget_topic", "x f10", "interests", "note", 13),
    _command("forget_all", "X f8", "interests", "note", 15),
    _command("choose_topics", "n f4", "interests", "note", 14),
    _command("interests", "w f9", "me why", "app", 13),
    _command("toggle_topic", "enter space", "welcome", "move", 11, shown="enter"),
    _command("topics_done", "B f2", "welcome", "app", 12),
    _command("related", "n f5", "note", "move", 23),
    _command("open_related", "enter", "related", "move", 11, shown="enter"),
    _command("labels", "o f3", "feed", "move", 25),
    _command("next_channel", "tab", "feed", "move", 26),
    _command("previous_channel", "shift+tab", "feed", "move"),
    _command("fresh", "r f5", "feed", "note"),
    _command("previous_picture", "left", "note gallery", "move"),
    _command("next_picture", "right", "note gallery", "move", 10, pair="previous_picture"),
    _command("enlarge", "enter", "note gallery", "move", 12, shown="enter"),
    _command("describe", "i f10", "note gallery", "move", 13),
    _command("next_goods", "tab", "note", "move", 11),
    _command("comment", "m f4", "note", "note", 24),
    _command("sort_comments", "s f2", "note", "note"),
    _command("copy_link", "y f3", "note product checkout", "note"),
    # the shop
    _command("next_section", "tab", "shop me opinions inbox related", "move", 11),
    _command("previous_section", "shift+tab", "shop me related", "move"),
    _command("browse", "o f3", "shop", "move", 14),
    _command("next_tree", "tab", "browse", "move", 12),
    _command("previous_tree", "shift+tab", "browse", "move"),
    _command("open_node", "enter", "browse", "move", 11, shown="enter"),
    _command("unfold", "right", "browse", "move", 13, shown="→"),
    _command("fold", "left", "browse", "move", 14, shown="←"),
    _command("sale", "s f9", "shop", "move", 13),
    _command("add_to_cart", "b insert", "product note", "buy", 12),
    _command("buy_now", "B f2", "product", "buy", 13),
    _command("variant", "v f4", "product", "buy", 11),
    _command("more", "plus equals_sign", "product cart returning", "buy", 14, shown="+"),
    _command("fewer", "minus", "product cart returning", "buy", 15, shown="−"),
    _command("explain", "e f5", "product cart sums", "buy", 16),
    _command("product_notes", "n f9", "product", "note", 17),
    _command("talk", "m f6", "product", "note", 19),
    _command("opinions", "r f7", "product", "note", 18),
    _command("provenance", "p ctrl+o", "product tracking", "track", 20),
    _command("sort_reviews", "s f4", "opinions", "note", 12),
    _command("ask", "m f6", "opinions", "note", 13),
    _command("next_note", "tab", "product", "move"),
    _command("open_note", "enter", "product", "note"),
    _command("open_card", "enter", "notes", "note", 11, shown="enter"),
    _command("open_tile", "enter", "shop", "move", 11, shown="enter"),
    # cart and checkout
    _command("tick", "space", "cart", "buy", 11),
    _command("remove", "d delete", "cart", "buy", 15),
    _command("split", "s g f4", "cart", "buy", 18),
    _command("open_line", "enter", "cart", "buy"),
    _command("later", "l f9", "cart", "buy", 15),
    _command("offers", "o f7", "cart checkout", "buy", 16),
    _command("offer_choice", "enter", "offers", "buy", 11, shown="enter"),
    _command("offer_code", "m f6", "offers", "buy", 12),
    _command("checkout", "B f2", "cart", "buy", 12),
    _command("next_step", "enter", "checkout", "buy", 11, shown="enter"),
    _command("carrier", "v f4", "checkout", "buy", 13),
    _command("take_service", "enter", "services", "buy", 11, shown="enter"),
    _command("remove_address", "d delete", "checkout", "buy"),
    _command("provider", "tab f6", "checkout", "buy"),
    _command("previous_step", "backspace left", "checkout", "buy", 12, shown="←"),
    # above a screen: a price taken apart, a form
    _command("close_sums", "escape enter q", "sums", "move"),
    _command("copy_sums", "y f3", "sums", "buy"),
    _command("send_form", "ctrl+s", "form", "app"),
    _command("leave_form", "escape", "form", "move"),
    # orders and tracking
    _command("open_order", "enter", "orders", "track", 11, shown="enter"),
    _command("pay", "B f2", "orders tracking", "buy", 12),
    _command("cancel_order", "X f8", "orders tracking", "buy", 13),
    _command("next_event", "t f6", "tracking returning", "track", 10),
    _command("confirm_receipt", "C f9", "tracking", "track", 12),
    _command("map", "m f4", "tracking parcels", "track", 11),
    _command("copy_number", "y f3", "tracking orders", "track", 14),
    _command("answer", "i f7", "tracking", "track", 9),
    _command("replay", "r space", "tracking", "track", 11),
    _command("claim", "c insert", "tracking", "track", 12),
    _command("withdraw_parcel", "W delete", "tracking", "track"),
    _command("review", "v comma", "tracking", "track", 17),
    _command("write_note", "n full_stop", "tracking", "track"),
    _command("reorder", "A plus equals_sign", "tracking", "buy"),
    _command("next_parcel", "tab", "tracking", "move"),
    _command("all_parcels", "m f4", "orders", "track", 12),
    _command("play", "r space", "parcels", "track", 11),
    _command("follow_parcel", "enter", "parcels", "track", 10, shown="enter"),
    _command("money", "e f5", "orders tracking", "track", 15),
    _command("return_goods", "R f10", "orders tracking", "buy", 16),
    _command("next_reason", "tab", "returning", "buy", 12),
    _command("opened", "space", "returning", "buy", 13),
    _command("return_choice", "enter", "returning", "buy"),
    _command("hand_in", "B f2", "returning", "buy", 11),
    _command("withdraw", "X f8", "returning", "buy", 14),
    _command("dispute", "D f4", "returning", "buy", 15),
    _command("next_filter", "tab", "orders", "move", 12),
    # provenance
    _command("open_event", "enter", "provenance", "track", 11, shown="enter"),
    _command("verify", "v f4", "provenance", "track", 12),
    _command("public_keys", "i f9", "provenance", "track", 13),
    _command("export_chain", "o f7", "provenance", "track", 14),
    _command("copy_fingerprint", "y f3", "provenance", "track", 15),
    _command("next_chain", "tab", "provenance", "move", 16),
    _command("tamper", "X f8", "provenance", "track", 17),
    # me
    _command("switch_buyer", "s f4", "me", "app", 11),
    _command("inbox", "i f6", "me", "app", 12),
    _command("open_message", "enter", "inbox", "app", 11, shown="enter"),
    _command("all_read", "r f6", "inbox", "app", 12),
    _command("write", "m f6", "talk", "app", 11),
    _command("open_saved", "enter", "me", "move"),
    # search
    _command("open_result", "enter", "search", "move", 11, shown="enter"),
    _command("complete", "tab", "search", "move", 12),
    _command("facets", "ctrl+f f7", "search", "move", 13),
    _command("sort_results", "ctrl+s f4", "search", "move", 14),
    _command("literal", "ctrl+l f5", "search", "move", 15),
    _command("keep_search", "ctrl+k f9", "search", "move", 16),
    _command("forget", "delete f8", "search", "move"),
)

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}


def commands_for(scope: str) -> list[Command]:
    """Return what can be done on a screen, its own commands first, then those that work everywhere."""
    own = [command for command in COMMANDS if scope in command.scopes]
    return own + [c for c in COMMANDS if ANYWHERE in c.scopes and scope not in c.scopes]


def bindings_for(scope: str, priority: Collection[str] = ()) -> list[BindingType]:
    """Return Textual bindings for the commands of ``scope`` alone (``"app"`` for the global ones).

    Those with ``priority`` come before the keys of the focused widget.
    """
    from textual.binding import Binding

    return [
        Binding(
            ",".join(command.keys),
            command.id,
            f"commands.{command.id}",
            show=False,
            priority=command.id in priority,
            id=command.id,
        )
        for command in COMMANDS
        if scope in command.scopes
    ]


@cache
def footer_of(scope: str) -> tuple[Command, ...]:
    """Return at most eight commands for the footer of ``scope``, in the order of their rank."""
    shown = sorted((c for c in commands_for(scope) if c.footer), key=lambda c: c.footer)
    return tuple([*shown[:7], BY_ID["help"]]) if len(shown) > 8 else tuple(shown)


_in_force: dict[str, str] = {}


def use(remapped: Mapping[str, str]) -> None:
    """Take over the keys a person has chosen (``{"command id": "key,key"}``); the app says so when it starts."""
    _in_force.clear()
    _in_force.update(remapped)


def key_of(command_id: str) -> str:
    """Return the key of a command as it is shown, after remapping; raises ``KeyError`` for no command."""
    command = BY_ID[command_id]
    own = command.shown if command_id not in _in_force else ""
    own = own or key_name(keys_of(command)[0])
    if not command.pair:
        return own
    other = key_of(command.pair)
    return other + own if len(other) == len(own) == 1 else f"{other}/{own}"


def keys_of(command: Command) -> tuple[str, ...]:
    """Return the keys that run a command now, by Textual's names."""
    chosen = _in_force.get(command.id)
    return tuple(key.strip() for key in chosen.split(",")) if chosen else command.keys


_NAMES = {
    "left": "←", "right": "→", "up": "↑", "down": "↓", "escape": "esc", "plus": "+", "equals_sign": "=",
    "minus": "−", "slash": "/", "fullwidth_solidus": "／", "question_mark": "?",
    "fullwidth_question_mark": "？", "comma": ",", "full_stop": ".", "shift+tab": "⇧tab",
    "pagedown": "pgdn", "pageup": "pgup",
}  # fmt: skip


def key_name(key: str) -> str:
    """Return a key of Textual's as a person reads it."""
    return _NAMES.get(key, key)
