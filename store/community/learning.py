"""What the community tells whoever learns from it (the feed), without knowing who that is."""

from __future__ import annotations

from typing import Literal, Protocol

NoteDeed = Literal["read", "like", "unlike", "save", "unsave"]


class Learning(Protocol):
    """Somebody who learns from what people do."""

    def learn(self, person: str, note_id: str, kind: NoteDeed, /) -> None:
        """Learn what a person did with a note."""
        ...

    def follow_event(self, person: str, on: bool, /) -> None:
        """Learn that a person began to follow somebody, or stopped."""
        ...
