"""One kind of refusal: a code and its numbers, never a sentence."""

from __future__ import annotations

from typing import Any


class StoreError(Exception):
    """What the store refuses to do, as a code with its parameters.

    The words for a code live in the locales of the interface (``error-<code>``); ``params`` holds
    numbers, ids and names only, in the store's own units (fen, hours, pieces).
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        shown = ", ".join(f"{key}={value!r}" for key, value in self.params.items())
        return f"{self.code}({shown})"
