"""``python -m tests.tui.art.golden``: take the drawings as they are now for right. Look at them first."""

from __future__ import annotations

import json
from hashlib import blake2s

from tests.tui.art.test_art import GOLDEN, _drawings

if __name__ == "__main__":
    hashes = {name: blake2s(svg.encode(), digest_size=8).hexdigest() for name, svg in _drawings().items()}
    GOLDEN.write_text(json.dumps(hashes, indent=1) + "\n", "utf-8")
