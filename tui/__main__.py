"""``python -m tui`` is ``xhs-tui``."""

from tui.cli.main import main

main()
