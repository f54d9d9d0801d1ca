"""Me: who one is, what one saved and liked, what is left of the year, and the switches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from store.community.records import NoteCard, Person
from store.feed.records import Interest
from store.pricing.records import Limits
from tui.commands import bindings_for
from tui.i18n import amount, count, pick, t, yuan
from tui.layout import RAIL_WIDTH
from tui.paint.big_number import big
from tui.paint.keycaps import keyed
from tui.paint.meter import meter
from tui.paint.pressing import acting
from tui.paint.rows import Action, Row, Span, row
from tui.references import InboxRef, InterestsRef, NoteRef
from tui.screens.reading import ReadingScreen
from tui.theme import theme_word
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.panel import Panel
from tui.widgets.notes.interest_rows import STRONG, interest_row
from tui.widgets.notes.note_rows import chip, searching
from tui.widgets.wall.card_wall import CardWall

SECTIONS = ("saved", "liked", "mine", "people")
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


class MeScreen(ReadingScreen[Profile]):
    """The buyer's own page."""

    SCOPE = "me"
    CSS_PATH = "me.tcss"
    BINDINGS = bindings_for("me")

    def __init__(self) -> None:
        super().__init__()
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

    def job(self) -> Callable[[], Profile]:
        """Read the page: something may have been saved, something may have happened to an order."""
        store, viewer = self.store, self.viewer

        def read() -> Profile:
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

        return read

    def arrive(self, found: Profile) -> None:
        """Show the page and the list that is open."""
        super().arrive(found)
        self._show_section()

    def _show_section(self) -> None:
        """Show the notes of the current section, or that there are none."""
        if self.found is None:
            return
        wall, empty = self.query_one(CardWall), self.query_one(Empty)
        cards = self.found.notes[self._section]
        wall.display, empty.display = bool(cards), not cards
        empty.show(f"me.empty-{self._section}", "me.empty-hint")
        wall.show(cards, wall.selected.id if wall.selected else "")
        wall.focus()

    # -- what is shown

    def paint(self, found: Profile) -> None:
        """Paint the person, and the year's limit where there is room."""
        wide = self.room.rail
        width = self.app.size.width - (RAIL_WIDTH + 4 if wide else 2)
        self.query_one("#year").display = wide
        self.query_one("#person", Panel).show(self._person(found, width))
        self.query_one("#year", Panel).show(self._year(found, RAIL_WIDTH))

    def _person(self, profile: Profile, width: int) -> list[Row]:
        """Return the rows at the top: who, how many notes and followers, keys, sections."""
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
        for command, words in (
            ("language", t("me.language")),
            ("theme", t(f"me.theme-{theme_word(self.app.theme, self.app.current_theme.dark)}")),
            ("switch_buyer", t("me.become", name=pick(other.name))),
            ("inbox", f"{t('me.inbox')} {profile.unread or ''}"),
        ):
            keys += [*keyed(command, words, palette), Span("   ")]
        tabs: list[Span] = []
        for position, section in enumerate(SECTIONS):
            current, action = section == self._section, Action("show_tab", str(position))
            number = len(profile.notes[section])
            tabs.append(
                Span(
                    t(f"me.section-{section}"),
                    palette.brand if current else palette.muted,
                    bold=current,
                    underline=current,
                    action=action,
                )
            )
            tabs += [Span(f" {number}", palette.faint, action=action), Span("   ")]
        head = [
            chip(pick(person.name), person.id),
            Span(f" {pick(person.name)}", bold=True),
            Span(f"  {facts}", palette.muted),
        ]
        if not self.room.tall:
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
        """Return the right column: what is left of the year's limit, interests, people followed."""
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
                    acting(
                        [chip(pick(person.name), person.id), Span(f" {pick(person.name)}")],
                        searching("from", pick(person.name)),
                    ),
                    [Span(count(person.followers), palette.faint)],
                    indent=2,
                )
            )
            people.append(Row(()))
        return [*block, *people]

    def _interests(self, profile: Profile, width: int) -> list[Row]:
        """Return the strongest interests, with the key that leads to all of them."""
        palette = self.palette
        key = keyed("interests", t("interests.why-all"), palette)
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
        self.app.open(InterestsRef())

    def _next_buyer(self, profile: Profile) -> Person:
        ids = [buyer.id for buyer in profile.buyers]
        return profile.buyers[(ids.index(profile.person.id) + 1) % len(ids)]

    def action_switch_buyer(self) -> None:
        """Become the next demo buyer."""
        if self.found:
            buyer = self._next_buyer(self.found)
            self.app.set_viewer(buyer.id)
            self.app.toast("me.now", name=pick(buyer.name))

    def action_inbox(self) -> None:
        """Open the inbox."""
        self.app.open(InboxRef())

    def _step(self, by: int) -> None:
        self._section = SECTIONS[(SECTIONS.index(self._section) + by) % len(SECTIONS)]
        self.lay_out()
        self._show_section()

    def action_show_tab(self, position: str) -> None:
        """Show the list whose name was pressed."""
        self._step(int(position) - SECTIONS.index(self._section))

    def action_next_section(self) -> None:
        """Show the next list."""
        self._step(1)

    def action_previous_section(self) -> None:
        """Show the list before."""
        self._step(-1)

    def on_card_wall_chosen(self, message: CardWall.Chosen) -> None:
        """Open a note."""
        self.app.open(NoteRef(message.card.id))

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
