"""Reading a tour from YAML, with errors that name file, line, chapter, step and field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from store.errors import StoreError
from store.words import NOTHING, Bilingual, clean
from tui.demo.tour import BEGINNING, BUYER, Chapter, Step, Tour, Wait
from tui.references import PLACES, parse
from tui.text import cells

FOLDER = Path(__file__).with_name("tours")
CAPTION_CELLS = 150
"""A caption has two rows of a terminal of 80 columns."""

_DURATION = re.compile(r"(\d{1,4})\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_KEY = re.compile(r"\S|(?:(?:ctrl|shift|alt)\+)*(?:[a-z]|[a-z][a-z0-9_]+)")


def shipped() -> dict[str, Path]:
    """Return the tours that come with the app, by name."""
    return {file.stem: file for file in sorted(FOLDER.glob("*.yaml"))}


def find(name: str) -> Path:
    """Return the file of a tour: one of the app's own by name, or any by its path.

    Raises ``StoreError("tour_unknown", name=, known=)``.
    """
    known = shipped()
    if name in known:
        return known[name]
    if Path(name).suffix in (".yaml", ".yml"):
        return Path(name)
    raise StoreError("tour_unknown", name=name, known=", ".join(known))


def read(path: Path) -> Tour:
    """Return the tour in a file.

    Raises ``StoreError``: ``tour_unreadable(file=, reason=)``, ``tour_not_yaml(file=, line=)``,
    ``tour_wrong(file=, line=, field=, wanted=)``.
    """
    import yaml  # late: 20 ms that only a tour needs

    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "UTF-8"
        raise StoreError("tour_unreadable", file=str(path), reason=reason) from None
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise StoreError("tour_not_yaml", file=path.name, line=mark.line + 1 if mark else 1) from None
    return _Reader(path).tour(node)


class _Reader:
    """Walks the nodes of one file; ``field`` is always the way from the top, such as ``chapters[1].steps[3]``."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def tour(self, node: Any) -> Tour:
        """Read the whole file."""
        fields = self._fields(node, "", {"title", "chapters"}, {"now", "buyer", "scenario"})
        now = self._text(fields["now"], "now") if "now" in fields else BEGINNING
        try:
            datetime.fromisoformat(now)
        except ValueError:
            raise self._wrong(fields["now"], "now", "a time like 2026-11-27T20:05") from None
        chapters = self._list(fields["chapters"], "chapters", self._chapter)
        return Tour(
            name=self._path.stem,
            title=self._words(fields["title"], "title"),
            chapters=chapters,
            now=now,
            buyer=self._text(fields["buyer"], "buyer") if "buyer" in fields else BUYER,
            scenario=self._text(fields["scenario"], "scenario") if "scenario" in fields else "",
            file=str(self._path),
        )

    def _chapter(self, node: Any, field: str) -> Chapter:
        """Return a chapter; what it opens must be a place or a link the app knows."""
        fields = self._fields(node, field, {"title", "steps"}, {"opens", "notes"})
        opens = self._text(fields["opens"], f"{field}.opens") if "opens" in fields else ""
        if opens and parse(opens) is None:
            wanted = f"{', '.join(PLACES)}, note/ID, product/ID, order/ID"
            raise self._wrong(fields["opens"], f"{field}.opens", wanted)
        notes = self._words(fields["notes"], f"{field}.notes") if "notes" in fields else NOTHING
        steps = self._list(fields["steps"], f"{field}.steps", self._step)
        return Chapter(self._words(fields["title"], f"{field}.title"), steps, opens, notes)

    def _step(self, node: Any, field: str) -> Step:
        """Return a step, which has one verb; only ``press`` may have ``until`` beside it."""
        verbs: Mapping[str, Callable[[Any, str], Any]] = {
            "caption": self._caption,
            "press": self._keys,
            "until": self._wait,
            "type": self._words,
            "wait": self._wait,
            "advance": self._duration,
        }
        fields = self._fields(node, field, set(), set(verbs))
        if (len(fields) != 1 and set(fields) != {"press", "until"}) or set(fields) == {"until"}:
            known = ", ".join(verb for verb in verbs if verb != "until")
            raise self._wrong(node, field, f"one verb: {known} (and until only beside press)")
        said = {verb: verbs[verb](value, f"{field}.{verb}") for verb, value in fields.items()}
        return Step(line=node.start_mark.line + 1, **said)

    def _caption(self, node: Any, field: str) -> Bilingual:
        words = self._words(node, field)
        for text in (words.zh, words.en):
            if cells(text) > CAPTION_CELLS:
                raise self._wrong(node, field, f"at most {CAPTION_CELLS} cells, not {cells(text)}")
        return words

    def _keys(self, node: Any, field: str) -> tuple[str, ...]:
        """Return the keys of a text such as ``down*3 enter``, repeated as it says."""
        keys = tuple(self._text(node, field).split())
        for key in keys:
            name, times, number = key.partition("*")
            if not _KEY.fullmatch(name if times else key) or (times and not number.isdigit()):
                raise self._wrong(node, field, f"names of keys such as enter, ctrl+p or down*3, not {key!r}")
        return tuple(name for key in keys for name in _repeated(key))

    def _wait(self, node: Any, field: str) -> Wait:
        """Return what to wait for: words on the screen, words gone from it, or a screen."""
        if _kind(node) == "text" or {name for name, _ in _pairs(node)} <= {"zh", "en"}:
            return Wait(text=self._words(node, field))
        fields = self._fields(node, field, set(), {"text", "gone", "screen"})
        if len(fields) != 1:
            raise self._wrong(node, field, "one of text, gone, screen")
        ((name, value),) = fields.items()
        if name == "screen":
            return Wait(screen=self._text(value, f"{field}.screen"))
        words = self._words(value, f"{field}.{name}")
        return Wait(text=words) if name == "text" else Wait(gone=words)

    def _duration(self, node: Any, field: str) -> int:
        found = _DURATION.fullmatch(self._text(node, field))
        if found is None:
            raise self._wrong(node, field, "a time such as 90s, 30m, 5h or 2d")
        return int(found[1]) * _SECONDS[found[2]]

    # -- nodes

    def _fields(self, node: Any, field: str, required: set[str], optional: set[str]) -> dict[str, Any]:
        """Return the fields of a node; unknown and missing ones are errors."""
        if _kind(node) != "fields":
            raise self._wrong(node, field, "fields")
        found = dict(_pairs(node))
        for name, value in found.items():
            if name not in required | optional:
                known = ", ".join(sorted(required | optional))
                raise self._wrong(value, f"{field}.{name}".lstrip("."), f"one of {known}")
        for name in sorted(required - found.keys()):
            raise self._wrong(node, f"{field}.{name}".lstrip("."), "to be there")
        return found

    def _list(self, node: Any, field: str, each: Callable[[Any, str], Any]) -> tuple[Any, ...]:
        if _kind(node) != "list" or not node.value:
            raise self._wrong(node, field, "a list that is not empty")
        return tuple(each(item, f"{field}[{number}]") for number, item in enumerate(node.value, start=1))

    def _words(self, node: Any, field: str) -> Bilingual:
        """Read a text in both languages, or one text for both."""
        if _kind(node) == "text":
            return Bilingual.same(clean(node.value))
        fields = self._fields(node, field, {"zh", "en"}, set())
        return Bilingual(self._text(fields["zh"], f"{field}.zh"), self._text(fields["en"], f"{field}.en"))

    def _text(self, node: Any, field: str) -> str:
        if _kind(node) != "text" or not node.value.strip():
            raise self._wrong(node, field, "a text")
        return clean(node.value).strip()

    def _wrong(self, node: Any, field: str, wanted: str) -> StoreError:
        line = node.start_mark.line + 1 if node is not None else 1
        return StoreError("tour_wrong", file=self._path.name, line=line, field=field or "tour", wanted=wanted)


def _kind(node: Any) -> str:
    kinds = {"ScalarNode": "text", "SequenceNode": "list", "MappingNode": "fields"}
    return kinds.get(type(node).__name__, "")


def _pairs(node: Any) -> list[tuple[str, Any]]:
    return [(key.value, value) for key, value in node.value] if _kind(node) == "fields" else []


def _repeated(key: str) -> list[str]:
    name, times, number = key.partition("*")
    return [name] * int(number) if times and number.isdigit() and name else [key]
