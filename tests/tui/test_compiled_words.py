"""What is compiled follows what is written."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from tui.locales import __main__ as compiling

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only catalogue of a folder of languages."""
    monkeypatch.setattr(compiling, "LOCALES", tmp_path)
    path = tmp_path / "en" / "LC_MESSAGES" / "words.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + 'msgid "words.hello"\nmsgstr "hello"\n', "utf-8")
    return path


def said(source: Path) -> str:
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file).gettext("words.hello")


def test_an_edited_catalogue_is_compiled_once(source: Path) -> None:
    assert compiling.compile_stale() == [source.with_suffix(".mo")]
    assert compiling.compile_stale() == []
    source.write_text(source.read_text("utf-8").replace('"hello"', '"good day"'), "utf-8")
    assert compiling.compile_stale() == [source.with_suffix(".mo")]
    assert said(source) == "good day"


def test_compiling_again_gives_the_same_bytes(source: Path) -> None:
    compiling.compile_stale()
    before = source.with_suffix(".mo").read_bytes()
    source.touch()
    assert compiling.compile_stale() == [source.with_suffix(".mo")]
    assert source.with_suffix(".mo").read_bytes() == before


def test_what_lost_its_source_goes(source: Path) -> None:
    compiling.compile_stale()
    source.unlink()
    assert compiling.compile_stale() == []
    assert not source.with_suffix(".mo").exists()
