"""Words in the reader's language: message catalogues, and how amounts, counts and times are written.

A message id is ``domain.name``; its domain is the catalogue file it lives in
(``locales/<language>/LC_MESSAGES/<domain>.po``). The language is switched while the app runs.
"""

from __future__ import annotations

import gettext
import locale
import os
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from tui.commands import key_of

if TYPE_CHECKING:
    from store.errors import StoreError
    from store.words import Bilingual

LANGUAGES = ("zh", "en")
LOCALES = Path(__file__).parent / "locales"
HOME_ZONE = "Asia/Shanghai"

_current = ["zh"]


def language() -> str:
    """Return the language shown now: ``"zh"`` or ``"en"``."""
    return _current[0]


def use(code: str) -> None:
    """Switch to ``code``, one of ``LANGUAGES``; raises ``ValueError`` for any other."""
    if code not in LANGUAGES:
        raise ValueError(code)
    _current[0] = code


def detect() -> str:
    """Return the language the environment asks for; Chinese where it says nothing of English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        value = os.environ.get(name, "")
        if value and not value.startswith(("C", "POSIX")):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en" if (locale.getlocale()[0] or "").startswith("en") else "zh"


@cache
def _catalogue(code: str, domain: str) -> gettext.NullTranslations:
    return gettext.translation(domain, LOCALES, languages=[code], fallback=True)


def t(key: str, **params: Any) -> str:
    """Return the message ``key`` with ``params`` filled in; ``n`` also picks its plural form.

    ``{key_split}`` in a message is the key of the command ``split``, whatever it was remapped to, and
    ``{do_split}`` its key and its name; ``{keyname_split}`` is a key that works elsewhere, not here.
    """
    text = _message(key, params)
    if _NAMES_KEYS.search(text):
        return _filled(text, params)[0]
    return text.format(**params) if params else text


_NAMES_KEYS = re.compile(r"\{(?:key|do|keyname)_")


class Mention(NamedTuple):
    """A command whose key stands in a sentence, from character ``start`` to ``end``."""

    start: int
    end: int
    command: str


def sentence(key: str, **params: Any) -> tuple[str, tuple[Mention, ...]]:
    """Return the message ``key`` as ``t`` does, and where it names keys."""
    return _filled(_message(key, params), params)


def _filled(text: str, params: dict[str, Any]) -> tuple[str, tuple[Mention, ...]]:
    """Return a message with its places filled in, and where in it keys are named that can be pressed."""
    parts: list[str] = []
    mentions: list[Mention] = []
    at = 0
    for literal, name, spec, _ in Formatter().parse(text):
        parts.append(literal)
        at += len(literal)
        if name is None:
            continue
        form, _, command = name.partition("_")
        if form in ("key", "keyname", "do"):
            value = key_of(command) + (f" {t(f'commands.{command}')}" if form == "do" else "")
            if form != "keyname":
                mentions.append(Mention(at, at + len(value), command))
        else:
            value = format(params[name], spec or "")
        parts.append(value)
        at += len(value)
    return "".join(parts), tuple(mentions)


def _message(key: str, params: dict[str, Any]) -> str:
    """Return the message as the catalogue has it, in the plural form that ``n`` asks for."""
    catalogue = _catalogue(_current[0], key.partition(".")[0])
    text = catalogue.ngettext(key, key, params["n"]) if "n" in params else catalogue.gettext(key)
    if text == key and "n" in params:
        text = catalogue.gettext(key)
    return text


def has(key: str) -> bool:
    """Tell whether the current language knows ``key``."""
    return _catalogue(_current[0], key.partition(".")[0]).gettext(key) != key


def error_text(error: StoreError) -> str:
    """Return the sentence for a refusal of the store: what happened, which value, what to do."""
    return error_sentence(error)[0]


def error_sentence(error: StoreError) -> tuple[str, tuple[Mention, ...]]:
    """Return the sentence for a refusal of the store, and where it names keys.

    Parameters named ``*_fen`` are written as amounts, ``limit_fen`` in whole yuan; a code without a sentence is shown as it is.
    """
    key = f"errors.{error.code.replace('_', '-')}"
    if not has(key):
        return sentence("errors.unknown", code=error.code)
    return sentence(key, **{name: _readable(name, value) for name, value in error.params.items()})


def _readable(name: str, value: Any) -> Any:
    """Return a parameter as it is read: bilingual content on one side, fen as an amount."""
    from store.words import Bilingual

    if isinstance(value, Bilingual):
        return pick(value)
    if name == "limit_fen":
        return yuan(value)
    return amount(value) if name.endswith("_fen") else value


def pick(content: Bilingual) -> str:
    """Return the side of bilingual content that the reader reads."""
    return content.pick(_current[0])


def amount(fen: int) -> str:
    """Write fen as yuan with separators: ``179400`` -> ``1,794.00``; minus is a true minus sign."""
    sign = "−" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def yuan(fen: int) -> str:
    """Write fen as whole yuan with separators, as a limit is spoken of: ``500000`` -> ``5,000``."""
    return f"{fen // 100:,}"


def money(fen: int) -> str:
    """Write fen as an amount to pay: ``¥1,794.00``."""
    return "¥" + amount(fen)


def count(number: int) -> str:
    """Write a count the way the language abbreviates it: ``1.2万`` or ``12k``."""
    if number < 10_000:
        return f"{number:,}" if number < 1_000 or _current[0] == "en" else str(number)
    if _current[0] == "zh":
        return t("common.ten-thousands", number=f"{number / 10_000:.1f}".removesuffix(".0"))
    if number >= 1_000_000:
        return f"{number / 1_000_000:.1f}".removesuffix(".0") + "M"
    return f"{number / 1_000:.1f}".removesuffix(".0") + "k" if number < 100_000 else f"{number // 1000}k"


def ago(then: int, now: int) -> str:
    """Write how long ago ``then`` was: minutes, hours, days, or the date."""
    seconds = max(0, now - then)
    if seconds < 60:
        return t("common.just-now")
    if seconds < 3_600:
        return t("common.minutes-ago", n=seconds // 60)
    if seconds < 86_400:
        return t("common.hours-ago", n=seconds // 3_600)
    if seconds < 7 * 86_400:
        return t("common.days-ago", n=seconds // 86_400)
    return day(then)


def lasting(seconds: int) -> str:
    """Write how long something still takes: days and hours, or hours and minutes."""
    minutes = max(0, seconds) // 60
    days, hours = minutes // 1_440, minutes // 60
    if days:
        return t("common.lasts-days", days=days, hours=hours % 24)
    return t("common.lasts-hours", hours=hours, minutes=minutes % 60)


def local(moment: int, zone: str = HOME_ZONE) -> datetime:
    """Return the moment as a datetime in ``zone`` (an IANA name)."""
    return datetime.fromtimestamp(moment, ZoneInfo(zone))


def weekday(moment: int, zone: str = HOME_ZONE) -> str:
    """Return the short name of the weekday: ``周一`` or ``Mon``."""
    return t(f"common.weekday-{local(moment, zone).weekday()}")


def day(moment: int, zone: str = HOME_ZONE) -> str:
    """Write month and day: ``11-22``."""
    return f"{local(moment, zone):%m-%d}"


def hour(moment: int, zone: str = HOME_ZONE) -> str:
    """Write hour and minute: ``15:42``."""
    return f"{local(moment, zone):%H:%M}"


def long_day(moment: int, zone: str = HOME_ZONE) -> str:
    """Write the day as a header does: ``11月22日 周日`` or ``Sun 22 Nov``."""
    when = local(moment, zone)
    return t(
        "common.long-day",
        month=when.month,
        month_name=t(f"common.month-{when.month}"),
        day=when.day,
        weekday=weekday(moment, zone),
    )
