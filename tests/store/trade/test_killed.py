"""A process killed at any statement of what it does: afterwards all of it has happened, or nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.trade.kill_everywhere import DEEDS
from tests.terminal import ROOT


@pytest.mark.parametrize("deed", DEEDS)
def test_invariant_7_kill_9_at_every_statement_leaves_all_or_nothing(tmp_path: Path, deed: str) -> None:
    command = [sys.executable, "-m", "tests.store.trade.kill_everywhere", deed, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=120)
    assert told.returncode == 0, told.stderr[-2_000:]
    steps = [json.loads(line) for line in told.stdout.splitlines()]
    assert [step["step"] for step in steps if step["sick"]] == []
    *killed, last = steps
    assert len(killed) >= 5 and not any(step["done"] for step in killed)
    assert last["done"] and not last["untouched"]
    whole = [step for step in killed if not step["untouched"]]
    # Between the commit and the end of the process there may be a few statements that only read.
    assert all(step in killed[-len(whole) :] for step in whole) if whole else True
