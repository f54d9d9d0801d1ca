"""Me: who one is, what one saved and liked, what is left of the year, and the switches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from store.community.records import NoteCard, Person
from store.feed.records import Interest
from store.pricing.records import Limits
from tui.commands import bindings_for
from tui.i18n import amount, count, pick, t, yuan
from tui.paint.big_number import big
from tui.paint.meter import meter
from tui.paint.rows import Row, Span, row
from tui.screens.base import BaseScreen
from tui.theme import theme_word
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.panel import Panel
from tui.widgets.notes.interest_rows import STRONG, interest_row
from tui.widgets.notes.note_rows import chip
from tui.widgets.wall.card_wall import CardWall

SECTIONS = ("saved", "liked", "mine", "people")
RAIL_WIDTH, RAIL_FROM = 37, 110
INTERESTS = 8


@dataclass(frozen=True, slots=True)
class Profile:
    """What the page shows of a person; ``year_used_fen`` of this year's limit, in fen."""

    person: Person
    buyers: tuple[Person, ...]
    notes: dict[str, tuple[NoteCard, ...]]
    followed: tuple[Person, ...]
    year_used_fen: int
    limits: Limits
    unread: int
    interests: tuple[Interest, ...]


class MeScreen(BaseScreen):
    """The buyer's own page."""

    SCOPE = "me"
    CSS_PATH = "me.tcss"
    BINDINGS = bindings_for("me")

    def __init__(self) -> None:
        super().__init__()
        self._profile: Profile | None = None
        self._section = "saved"

    def compose_body(self) -> Iterable[Widget]:
        """Put the person above the wall of notes, and the year's limit beside both."""
        with Horizontal():
            with Vertical():
                yield Panel(id="person", ground="bg")
                yield CardWall()
                yield Empty()
            yield Panel(id="year", ground="bg")

    def on_mount(self) -> None:
        """Read the page."""
        self.query_one(CardWall).focus()

    def on_screen_resume(self) -> None:
        """Read the page again: something may have been saved."""
        super().on_screen_resume()
        self._read()

    def _read(self) -> None:
        store, viewer = self.store, self.viewer

        def job() -> Profile:
            store.news.catch_up(viewer)
            store.news.catch_up(viewer)
            notes = {
                "saved": store.notes.saved(viewer),
                "liked": store.notes.liked(viewer),
                "mine": store.notes.of_author(viewer, viewer),
                "people": store.feed.page(viewer, "following").cards,
            }
            return Profile(
                person=store.people.get(viewer),
                buyers=store.people.buyers(),
                notes=notes,
                followed=store.people.followed_by(viewer),
                year_used_fen=store.cart.year_used(viewer),
                limits=store.pricing.limits(),
                unread=store.inbox.unread(viewer),
                interests=store.interests.of(viewer, INTERESTS),
            )

        self.fetch("me", job, self._arrive)

    def _arrive(self, profile: Profile) -> None:
        self._profile = profile
        self.lay_out()
        self._show_section()

    def _show_section(self) -> None:
        if self._profile is None:
            return
        wall, empty = self.query_one(CardWall), self.query_one(Empty)
        cards = self._profile.notes[self._section]
        wall.display, empty.display = bool(cards), not cards
        empty.show(f"me.empty-{self._section}", "me.empty-hint")
        wall.show(cards, wall.selected.id if wall.selected else "")
        wall.focus()

    # -- what is shown

    def lay_out(self) -> None:
        """Paint the screen for its size, its language and its colours."""
        if self._profile is None:
            return
        wide = self.app.size.width >= RAIL_FROM and self.app.size.height >= 30
        width = self.app.size.width - (RAIL_WIDTH + 4 if wide else 2)
        self.query_one("#year").display = wide
        self.query_one("#person", Panel).show(self._person(self._profile, width))
        self.query_one("#year", Panel).show(self._year(self._profile, RAIL_WIDTH))

    def _person(self, profile: Profile, width: int) -> list[Row]:
        palette, person = self.palette, profile.person
        facts = " · ".join(
            part for part in (str(person.age or ""), pick(person.city), pick(person.facts)) if part
        )
        numbers: list[Span] = []
        for value, key in (
            (person.notes, "notes"),
            (len(profile.followed), "following"),
            (person.followers, "followers"),
        ):
            numbers += [Span(count(value), bold=True), Span(f" {t(f'me.{key}')}   ", palette.muted)]
        other = self._next_buyer(profile)
        keys: list[Span] = []
        for key, words in (
            ("L", t("me.language")),
            ("T", t(f"me.theme-{theme_word(self.app.theme, self.app.current_theme.dark)}")),
            ("s", t("me.become", name=pick(other.name))),
            ("i", f"{t('me.inbox')} {profile.unread or ''}"),
        ):
            keys += [
                Span(f" {key} ", palette.text, palette.chip, bold=True),
                Span(f" {words}   ", palette.muted),
            ]
        tabs: list[Span] = []
        for section in SECTIONS:
            current = section == self._section
            number = len(profile.notes[section])
            tabs.append(
                Span(
                    t(f"me.section-{section}"),
                    palette.brand if current else palette.muted,
                    bold=current,
                    underline=current,
                )
            )
            tabs.append(Span(f" {number}   ", palette.faint))
        head = [
            chip(pick(person.name), person.id),
            Span(f" {pick(person.name)}", bold=True),
            Span(f"  {facts}", palette.muted),
        ]
        if self.app.size.height < 30:
            return [
                row(width, head, numbers[:2], indent=1),
                row(width, keys, indent=1),
                row(width, tabs, indent=1),
            ]
        return [
            Row(()),
            row(width, head, indent=2),
            row(width, [Span(pick(person.bio), palette.muted)], indent=7),
            row(width, numbers, indent=7),
            Row(()),
            row(width, keys, indent=2),
            Row(()),
            row(width, tabs, indent=2),
        ]

    def _year(self, profile: Profile, width: int) -> list[Row]:
        palette = self.palette
        used, limit = profile.year_used_fen, profile.limits.year_fen
        figure = big(yuan(limit - used))
        rows = [
            Row(()),
            row(
                width - 2,
                [Span(t("me.year-left"), palette.muted)],
                [Span(t("me.resets"), palette.faint)],
                indent=2,
            ),
            Row(()),
            row(width - 2, [Span(figure[0], palette.price)], indent=2),
            row(
                width - 2,
                [Span(figure[1], palette.price)],
                [Span(f"/ {yuan(limit)}", palette.muted)],
                indent=2,
            ),
            row(width, meter(width - 4, used, 0, limit, palette), indent=2),
            row(
                width - 2,
                [Span(t("me.used", amount=amount(used)), palette.faint)],
                [Span(t("me.single", limit=yuan(profile.limits.single_fen)), palette.faint)],
                indent=2,
            ),
            Row(()),
        ]
        block = [content._replace(bg=palette.surface, start=0, end=width) for content in rows]
        people = [
            *self._interests(profile, width),
            Row(()),
            row(
                width - 2,
                [Span(t("me.follows"), bold=True), Span(f" {len(profile.followed)}", palette.muted)],
                indent=2,
            ),
            Row(()),
        ]
        for person in profile.followed[:9]:
            people.append(
                row(
                    width - 2,
                    [chip(pick(person.name), person.id), Span(f" {pick(person.name)}")],
                    [Span(count(person.followers), palette.faint)],
                    indent=2,
                )
            )
            people.append(Row(()))
        return [*block, *people]

    def _interests(self, profile: Profile, width: int) -> list[Row]:
        """Return the strongest interests, with the key that leads to all of them."""
        palette = self.palette
        key = [
            Span(" w ", palette.text, palette.chip, bold=True),
            Span(f" {t('interests.why-all')}", palette.muted),
        ]
        head = row(width - 2, [Span(t("interests.title"), bold=True)], key, indent=2)
        rows = [
            interest_row(one, width - 2, palette, bold=number < STRONG)
            for number, one in enumerate(profile.interests)
        ]
        nothing = row(width - 2, [Span(t("interests.empty"), palette.faint)], indent=2)
        return [Row(()), head, Row(()), *(rows or [nothing])]

    # -- what one can do

    def action_interests(self) -> None:
        """Show what the app believes one likes."""
        from tui.screens.interests import InterestsScreen

        self.app.push_screen(InterestsScreen())

    def _next_buyer(self, profile: Profile) -> Person:
        ids = [buyer.id for buyer in profile.buyers]
        return profile.buyers[(ids.index(profile.person.id) + 1) % len(ids)]

    def action_switch_buyer(self) -> None:
        """Become the next demo buyer."""
        if self._profile:
            buyer = self._next_buyer(self._profile)
            self.app.set_viewer(buyer.id)
            self.app.toast("me.now", name=pick(buyer.name))

    def action_inbox(self) -> None:
        """Open the inbox."""
        from tui.screens.inbox import InboxScreen

        self.app.push_screen(InboxScreen())

    def _step(self, by: int) -> None:
        self._section = SECTIONS[(SECTIONS.index(self._section) + by) % len(SECTIONS)]
        self.lay_out()
        self._show_section()

    def action_next_section(self) -> None:
        """Show the next list."""
        self._step(1)

    def action_previous_section(self) -> None:
        """Show the list before."""
        self._step(-1)

    def on_card_wall_chosen(self, message: CardWall.Chosen) -> None:
        """Open a note."""
        self.app.open_note(message.card.id)

    def action_open_saved(self) -> None:
        """Open the selected note."""
        self.query_one(CardWall).action_choose()

    def on_language(self) -> None:
        """Write everything in the other language."""
        self.lay_out()
        self.query_one(CardWall).repaint()
        self.query_one(Empty).refresh()

    def on_pictures(self) -> None:
        """Show the pictures that were drawn meanwhile."""
        self.query_one(CardWall).pictures_drawn()

    def on_theme(self) -> None:
        """Paint everything in the other colours."""
        self.lay_out()
        self.query_one(CardWall).repaint()
        super().on_theme()

    def on_viewer(self) -> None:
        """Show another buyer's page."""
        self._read()
