"""Text as the index sees it: single characters and pairs of Chinese, whole words of everything else.

Pairs need no dictionary, so nothing drifts when one changes, and they find the end of a compound as well
as its beginning: on 60,000 notes words found 32 % of the two-character endings, pairs all of them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

VERSION = 1
"""Goes up when the same text would become other tokens; an index of another version is built anew."""

LONGEST_QUERY = 200
"""Characters of a query that are looked at; what comes after them says nothing new."""
MOST_WORDS = 12

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f\u3041-\u30ff\u31f0-\u31ff"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_RUN = re.compile(rf"[0-9a-z]+|[{_HAN}{_HANGUL}]+|[^\W_0-9a-z{_HAN}{_HANGUL}]+")
_PARTS = re.compile(r"[0-9]+|[a-z]+")
_PAIRED = re.compile(rf"[{_HAN}{_HANGUL}]")
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_MARKED = re.compile(r"[^0-9a-z\u0080-\U0010ffff]")

_COMMON = (
    "a an and are as at be but by for from had has have i in is it its me my no not of on or our so that the"
    " them then there they this to was we were what when which who will with you your"
)
STOP_WORDS = frozenset(_COMMON.split())
"""English words that are in most texts: kept in titles, left out of bodies (8 % of the index)."""


def fold(text: str) -> str:
    """Return text in the one form that is compared: NFKC, lower case, Latin letters without accents."""
    text = unicodedata.normalize("NFKC", text).lower()
    return _ACCENTED.sub(_bare, text) if _ACCENTED.search(text) else text


def _bare(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", found.group())[0]


def runs(folded: str) -> list[str]:
    """Return the runs of one kind of writing in a folded text; everything between them is ignored."""
    return _RUN.findall(folded)


def paired(run: str) -> bool:
    """Tell whether a run is written without spaces, so that it is indexed by characters and pairs."""
    return _PAIRED.match(run) is not None


def tokens(folded: str, *, title: bool) -> set[str]:
    """Return the tokens of a folded text for the index.

    Of a ``title`` every character and every English word is one. Of other texts only the last character of a
    run is: with the pairs that begin with it, that finds every single character too (60 MB less in a million).
    """
    found: set[str] = set()
    for run in _RUN.findall(folded):
        first = run[0]
        if first < "\u0080":
            found.add(run)
            if not (run.isalpha() or run.isdigit()):
                found.update(_PARTS.findall(run))
        elif _PAIRED.match(run):
            found.update(run if title else run[-1])
            found.update(map("".join, pairwise(run)))
        else:
            found.add(run)
    return found if title else found - STOP_WORDS


def pairs(word: str) -> list[str]:
    """Return what has to occur together for a word without spaces: its pairs, or the one character."""
    return [word[i : i + 2] for i in range(len(word) - 1)] or [word]


@lru_cache(maxsize=65_536)
def mark(kind: str, value: object) -> str:
    """Return the token that stands for a fact of a document; no text can hold it."""
    return f"§{kind}{_MARKED.sub('·', fold(str(value)))}"


def cut(run: str) -> list[str]:
    """Cut a run of Chinese into words (longest meaning first is the library's business)."""
    import rjieba  # late: 75 ms and 30 MB that only a search needs

    return [word for word in rjieba.cut(run) if word.strip()]
