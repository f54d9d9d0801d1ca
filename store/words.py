"""Content in both of the shop's languages, and the cleaning of text that comes from outside."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X].*?(?:\x1b\\|\x07|$)|[@-Z\\-_])", re.DOTALL)
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200b\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A piece of content in Chinese and English; what a person typed has the same text in both."""

    zh: str
    en: str

    def pick(self, language: str) -> str:
        """Return the text for ``language`` (``"zh"`` or ``"en"``), falling back to the other one."""
        return (self.en or self.zh) if language == "en" else (self.zh or self.en)

    @classmethod
    def same(cls, text: str) -> Bilingual:
        """Return content that reads the same in both languages."""
        return cls(text, text)


NOTHING = Bilingual("", "")


def fold(text: str) -> str:
    """Return words as they are compared: one width, no case, no blanks around."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def clean(text: str) -> str:
    """Return ``text`` without escape sequences, control characters, bidi overrides or blank joiners.

    Line feeds stay; tabs become one space. A zero-width joiner stays only between two visible
    characters (it holds emoji together), and at most once in a row.
    """
    text = _ESCAPES.sub("", unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n"))
    kept: list[str] = []
    for character in text.replace("\t", " "):
        if character == "\n":
            kept.append(character)
        elif (
            character in _BIDI
            or character in _JOINERS
            or unicodedata.category(character) in {"Cc", "Cs", "Co"}
            or (character == "\u200d" and (not kept or kept[-1] in {"\u200d", "\n", " "}))
        ):
            continue
        else:
            kept.append(character)
    return "".join(kept)
