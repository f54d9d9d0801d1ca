"""Words live in the catalogues: every key is there in both languages, and no screen writes its own."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from store.errors import StoreError
from tui import i18n
from tui.commands import COMMANDS

ROOT = Path(i18n.__file__).parent
SOURCES = sorted(path for path in ROOT.rglob("*.py") if "locales" not in path.parts)
KEY = re.compile(r"^[a-z]+\.[a-z0-9_-]+$")


def catalogue(language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for file in sorted((ROOT / "locales" / language / "LC_MESSAGES").glob("*.po")):
        with file.open("rb") as source:
            for message in read_po(source):
                if message.id:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    text = message.string
                    found[key] = [text] if isinstance(text, str) else [part for part in text if part]
    return found


MAY_DIFFER = {"n", "month", "month_name", "count"}  # a plural says its number, or a month its name
ZH, EN = catalogue("zh"), catalogue("en")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def keys_in(path: Path) -> set[str]:
    """Return every literal first argument of ``t``, ``toast``, ``undoable`` and of what passes keys on."""
    domains = {key.partition(".")[0] for key in ZH}
    return {
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and KEY.match(node.value)
        and node.value.partition(".")[0] in domains
        and not node.value.endswith((".db", ".tcss", ".py", ".toml", "-"))
    }


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_key_in_the_code_is_in_both_languages(path: Path) -> None:
    assert keys_in(path) - ZH.keys() == set()
    assert keys_in(path) - EN.keys() == set()


def test_both_languages_have_the_same_keys_and_fields() -> None:
    assert ZH.keys() == EN.keys()
    for key, texts in ZH.items():
        wanted = set().union(*map(fields, texts))
        for text in EN[key]:
            assert fields(text) ^ wanted <= MAY_DIFFER, key


def test_every_command_has_its_words() -> None:
    for command in COMMANDS:
        assert {f"commands.{command.id}", f"commands.{command.id}-help"} <= ZH.keys(), command.id


def test_every_refusal_of_the_store_has_a_sentence() -> None:
    store = ROOT.parent / "store"
    codes = set()
    for path in store.rglob("*.py"):
        codes |= set(re.findall(r'StoreError\(\s*"([a-z0-9_]+)"', path.read_text("utf-8")))
    missing = {code for code in codes if f"errors.{code.replace('_', '-')}" not in ZH}
    assert missing == set()


def test_compiled_catalogues_are_up_to_date() -> None:
    for language, source in (("zh", ZH), ("en", EN)):
        i18n.use(language)
        for key, texts in source.items():
            if len(texts) == 1 and "{n}" not in texts[0]:
                compiled = i18n._catalogue(language, key.partition(".")[0])
                assert texts[0] in (compiled.gettext(key), compiled.ngettext(key, key, 1)), key


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_screen_writes_chinese_of_its_own(path: Path) -> None:
    if path.name == "text.py":
        return
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            assert not re.search(r"[\u4e00-\u9fff]", node.value), node.value


def test_a_refusal_is_told_with_its_amounts_in_both_languages() -> None:
    error = StoreError("cart_changed", shown_fen=1_000, now_fen=123_456)
    i18n.use("zh")
    assert "¥10.00" in i18n.error_text(error)
    i18n.use("en")
    assert "1,234.56" in i18n.error_text(error)
    assert "mystery" in i18n.error_text(StoreError("mystery"))


@pytest.mark.parametrize(
    ("number", "zh", "en"), [(0, "0", "0"), (999, "999", "999"), (3_821, "3821", "3,821"), (12_000, "1.2万", "12k"), (1_250_000, "125万", "1.2M")]
)  # fmt: skip
def test_counts(number: int, zh: str, en: str) -> None:
    i18n.use("zh")
    assert i18n.count(number) == zh
    i18n.use("en")
    assert i18n.count(number) == en
