"""A wheel built from a fresh clone speaks both languages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILT_FROM = (
    "tui",
    "store",
    "fixtures",
    "hatch_build.py",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    ".gitignore",
)
SAY = "import sys; from tui import i18n; i18n.use(sys.argv[1]); print(i18n.__file__); print(i18n.t('common.just-now'))"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an unpacked wheel, built without network from files as git keeps them."""
    clone, wheels, inside = (tmp_path_factory.mktemp(name) for name in ("clone", "wheels", "inside"))
    for name in BUILT_FROM:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
        else:
            shutil.copy(ROOT / name, clone / name)
    build = ["pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run(
        [sys.executable, "-m", *build, "--wheel-dir", str(wheels), str(clone)], check=True, timeout=240
    )
    with zipfile.ZipFile(next(wheels.glob("xhs_tui-*.whl"))) as wheel:
        wheel.extractall(inside)
    return inside


def test_a_wheel_holds_every_catalogue_compiled(unpacked: Path) -> None:
    sources = {path.relative_to(ROOT).with_suffix(".mo") for path in (ROOT / "tui/locales").rglob("*.po")}
    assert sources
    assert {path.relative_to(unpacked) for path in (unpacked / "tui/locales").rglob("*.mo")} == sources


@pytest.mark.parametrize(("language", "words"), [("zh", "刚刚"), ("en", "just now")])
def test_the_app_of_a_wheel_speaks(unpacked: Path, language: str, words: str) -> None:
    said = subprocess.run(
        [sys.executable, "-c", SAY, language],
        cwd=unpacked,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    place, text = said.stdout.splitlines()
    assert Path(place).is_relative_to(unpacked)
    assert text == words
