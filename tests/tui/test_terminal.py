"""What a terminal tells of itself, and what is made of it."""

from __future__ import annotations

import pytest

from tui import terminal
from tui.terminal import chosen, learned, typed
from tui.typing_ahead import QuietParser

KITTY = "\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.42.1)\x1b\\\x1b[6;36;18t\x1b[?62;52c"
FOOT = "\x1bP>|foot(1.20.2)\x1b\\\x1b[6;20;10t\x1b[?62;4;22;29;52c"
XTERM = "\x1bP>|XTerm(379)\x1b\\\x1b[?64;1;2;6;9c"


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMUX", "SSH_CONNECTION", "SSH_TTY", "TERM_PROGRAM", "TEXTUAL_DRIVER", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


def test_a_terminal_with_its_own_pictures() -> None:
    found = learned(KITTY)
    assert (found.pixels, found.mode, found.cell, found.depth) == ("kitty", "octant", (18, 36), "true")


def test_a_terminal_with_sixel() -> None:
    found = learned(FOOT)
    assert (found.pixels, found.mode, found.cell) == ("sixel", "octant", (10, 20))


def test_a_number_that_only_begins_with_four_is_not_sixel() -> None:
    assert learned("\x1b[?62;42;44c").pixels == ""
    assert learned("\x1b[?4;6c").pixels == ""  # a VT132: the first number is its class


def test_a_terminal_that_knows_less_or_says_nothing() -> None:
    assert (learned(XTERM).pixels, learned(XTERM).mode) == ("", "sextant")
    assert learned("") == terminal.Terminal()


@pytest.mark.parametrize(
    ("variables", "mode", "depth"),
    [
        ({"TERM": "linux", "COLORTERM": ""}, "half", "16"),
        ({"TERM_PROGRAM": "Apple_Terminal", "COLORTERM": ""}, "quadrant", "256"),
        ({"TERM": "xterm", "COLORTERM": ""}, "sextant", "16"),
        ({"TERM": "screen-256color", "COLORTERM": ""}, "sextant", "256"),
    ],
)
def test_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], mode: str, depth: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert (learned("").mode, learned("").depth) == (mode, depth)


def test_in_tmux_pixels_are_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    assert terminal.between()
    assert learned("\x1bP>|kitty(0.42.1)\x1b\\").mode == "sextant"


def test_over_ssh_frames_are_lite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    assert learned(XTERM).colours == "lite"


def test_a_person_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    assert learned(KITTY, "half").mode == "half"
    assert learned(KITTY, "half").pixels == ""
    assert learned("", "sixel").pixels == "sixel"
    assert learned("", "lite").colours == "lite"
    monkeypatch.setenv("NO_COLOR", "1")
    assert chosen(learned(KITTY), "kitty").mode == "words"


def test_what_was_typed_between_replies_is_kept() -> None:
    assert typed(f"j{XTERM}{KITTY}k\x1b[B") == "jk\x1b[B"


REPLIES = ("\x1b_Gi=31;OK\x1b\\", "\x1bP>|kitty(0.42.1)\x1b\\", "\x1b[6;36;18t", "\x1b[?62;4;52c")


def keys_of(*pieces: str) -> list[str]:
    """Return the keys that a parser makes of pieces that come one after another, and of the silence after them."""
    parser = QuietParser()
    events = [event for piece in pieces for event in parser.feed(piece)]
    parser._until = 0.0
    return [getattr(event, "key", "") for event in [*events, *parser.tick(), *parser.feed("")]]


@pytest.mark.parametrize("reply", REPLIES)
def test_a_reply_that_comes_late_is_no_key(reply: str) -> None:
    assert keys_of(reply) == []
    assert keys_of(reply, "j") == ["j"]
    assert keys_of(reply + "j") == ["j"]


@pytest.mark.parametrize("reply", REPLIES)
def test_a_reply_may_come_in_any_two_pieces(reply: str) -> None:
    for cut in range(1, len(reply)):
        assert keys_of(reply[:cut], reply[cut:], "j") == ["j"], cut


@pytest.mark.parametrize("reply", REPLIES)
def test_a_reply_may_come_character_by_character_between_keys(reply: str) -> None:
    assert keys_of("k", *reply, "j", "\x1b[B") == ["k", "j", "down"]


def test_keys_that_begin_like_replies_stay_keys() -> None:
    assert keys_of("\x1b") == ["escape"]
    assert keys_of("\x1b", "[B") == ["down"]
    assert keys_of("\x1b[6", "~") == ["pagedown"]
    assert keys_of("\x1bP") == ["alt+shift+p"]


def test_the_rest_of_a_reply_that_never_comes_is_no_key() -> None:
    assert keys_of("\x1b[?62;") == []
