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
    before = interests.weight_of(viewer, topic.id)

    def run(job: Callable[[], None]) -> None:
        screen.fetch("change", job, lambda _none: then())

    run(lambda: interests.change(viewer, topic.id, kind))
    screen.app.undoable(
        DONE[kind], lambda: run(lambda: interests.restore(viewer, topic.id, before)), topic=pick(topic.label)
    )
