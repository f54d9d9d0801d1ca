"""What one does to a note wherever it stands: like, save, follow its author, see less of its kind; each with a way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from store.community.records import NoteCard
from store.words import Bilingual
from tui.i18n import pick
from tui.screens.base import BaseScreen

if TYPE_CHECKING:
    from store.feed.records import Topic

DONE = {
    ("like", True): "note.liked",
    ("like", False): "note.unliked",
    ("save", True): "note.saved",
    ("save", False): "note.unsaved",
}


def react(
    screen: BaseScreen, card: NoteCard, reaction: Literal["like", "save"], then: Callable[[NoteCard], object]
) -> None:
    """Like or save a note, or take it back; ``then`` gets the card as it is afterwards."""
    viewer, notes = screen.viewer, screen.store.notes
    on = not (card.liked if reaction == "like" else card.saved)

    def apply(value: bool) -> None:
        screen.fetch(f"react-{card.id}", lambda: notes.react(viewer, card.id, reaction, value), then)

    apply(on)
    screen.app.undoable(DONE[reaction, on], lambda: apply(not on), title=pick(card.title))


def follow(screen: BaseScreen, author_id: str, name: Bilingual, then: Callable[[bool], object]) -> None:
    """Follow an author, or stop it; ``then`` hears whether the author is followed now."""
    viewer, people = screen.viewer, screen.store.people

    def turn() -> bool:
        return people.follow(viewer, author_id, not people.get(author_id, viewer).followed)

    def turned(on: bool) -> None:
        def back() -> None:
            screen.fetch("follow", lambda: people.follow(viewer, author_id, not on), then)

        screen.app.undoable("note.followed" if on else "note.unfollowed", back, name=pick(name))
        then(on)

    screen.fetch("follow", turn, turned)


def send_away(
    screen: BaseScreen,
    card: NoteCard,
    gone: Callable[[set[str]], object],
    back: Callable[[], object],
    among: tuple[str, ...] = (),
) -> None:
    """Show less like a note: ``gone`` gets it and its kind ``among`` others; ``back`` is told when it returns."""
    viewer, interests = screen.viewer, screen.store.interests

    def drop() -> tuple[Topic | None, tuple[str, ...]]:
        topic = interests.drop(viewer, card.id, True).topic
        return topic, interests.carriers(topic.id, among) if topic else ()

    def dropped(found: tuple[Topic | None, tuple[str, ...]]) -> None:
        topic, kind = found
        gone({card.id, *kind})
        if topic:
            screen.app.undoable("interests.less-done", restore, topic=pick(topic.label))
        else:
            screen.app.undoable("interests.less-note", restore, title=pick(card.title))

    def restore() -> None:
        screen.fetch("less", lambda: interests.drop(viewer, card.id, False), lambda _dropped: back())

    screen.fetch("less", drop, dropped)
