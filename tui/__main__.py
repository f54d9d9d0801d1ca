"""``python -m tui`` is ``xhs-tui``."""

from tui.cli import main

main()
