"""More, fewer or nothing of a topic, with a way back: the same wherever a topic stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from store.feed.records import Topic
from tui.i18n import pick
from tui.screens.base import BaseScreen

Change = Literal["more", "fewer", "forget"]
DONE: dict[Change, str] = {
    "more": "interests.more-done",
    "fewer": "interests.fewer-done",
    "forget": "interests.forget-done",
}


def change_topic(screen: BaseScreen, topic: Topic, kind: Change, then: Callable[[], None]) -> None:
    """Change what is believed of a topic, say so, and keep the way back; ``then`` shows what follows."""
    viewer, interests = screen.viewer, screen.store.interests

    def change() -> float:
        before = interests.weight_of(viewer, topic.id)
        interests.change(viewer, topic.id, kind)
        return before

    def changed(before: float) -> None:
        def restore() -> None:
            screen.fetch("change", lambda: interests.restore(viewer, topic.id, before), lambda _none: then())

        screen.app.undoable(DONE[kind], restore, topic=pick(topic.label))
        then()

    screen.fetch("change", change, changed)
