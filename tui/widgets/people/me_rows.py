"""The rows of the page of oneself: who one is, the lists, what is left of the year, interests, people followed."""

from __future__ import annotations

from dataclasses import dataclass

from store.community.records import NoteCard, Person
from store.feed.records import Interest
from store.pricing.records import Limits
from tui.i18n import amount, count, pick, t, yuan
from tui.paint.big_number import big
from tui.paint.keycaps import keyed
from tui.paint.meter import meter
from tui.paint.pressing import acting
from tui.paint.rows import Action, Row, Span, row
from tui.theme import Palette
from tui.widgets.notes.interest_rows import STRONG, interest_row
from tui.widgets.people.person_chip import chip, searching

SECTIONS = ("saved", "liked", "mine", "people")


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


def person_rows(
    profile: Profile, section: str, theme: str, width: int, palette: Palette, *, low: bool
) -> list[Row]:
    """Return the rows at the top: who, how many notes and followers, keys, sections.

    ``section`` is the list that is open, ``theme`` the word for the theme; ``low`` screens get three rows.
    """
    person = profile.person
    facts = " · ".join(
        part for part in (str(person.age or ""), pick(person.city), pick(person.facts)) if part
    )
    numbers, keys, tabs = (
        _numbers(profile, palette),
        _keys(profile, theme, palette),
        _tabs(profile, section, palette),
    )
    head = [
        chip(pick(person.name), person.id),
        Span(f" {pick(person.name)}", bold=True),
        Span(f"  {facts}", palette.muted),
    ]
    if low:
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


def _numbers(profile: Profile, palette: Palette) -> list[Span]:
    """Return how many notes, people followed and followers there are."""
    person = profile.person
    numbers: list[Span] = []
    for value, key in (
        (person.notes, "notes"),
        (len(profile.followed), "following"),
        (person.followers, "followers"),
    ):
        numbers += [Span(count(value), bold=True), Span(f" {t(f'me.{key}')}   ", palette.muted)]
    return numbers


def _keys(profile: Profile, theme: str, palette: Palette) -> list[Span]:
    """Return the keys of the page: language, theme, the next buyer, the inbox."""
    other = next_buyer(profile)
    keys: list[Span] = []
    for command, words in (
        ("language", t("me.language")),
        ("theme", t(f"me.theme-{theme}")),
        ("switch_buyer", t("me.become", name=pick(other.name))),
        ("inbox", f"{t('me.inbox')} {profile.unread or ''}"),
    ):
        keys += [*keyed(command, words, palette), Span("   ")]
    return keys


def _tabs(profile: Profile, section: str, palette: Palette) -> list[Span]:
    """Return the names of the lists with their numbers; the one that is open is marked."""
    tabs: list[Span] = []
    for position, name in enumerate(SECTIONS):
        current, action = name == section, Action("show_tab", str(position))
        number = len(profile.notes[name])
        tabs.append(
            Span(
                t(f"me.section-{name}"),
                palette.brand if current else palette.muted,
                bold=current,
                underline=current,
                action=action,
            )
        )
        tabs += [Span(f" {number}", palette.faint, action=action), Span("   ")]
    return tabs


def year_rows(profile: Profile, width: int, palette: Palette) -> list[Row]:
    """Return the right column: what is left of the year's limit, interests, people followed."""
    block = [
        content._replace(bg=palette.surface, start=0, end=width) for content in _left(profile, width, palette)
    ]
    return [*block, *_interests(profile, width, palette), Row(()), *_followed(profile, width, palette)]


def _left(profile: Profile, width: int, palette: Palette) -> list[Row]:
    """Return what is left of the year's limit, as a number and a bar."""
    used, limit = profile.year_used_fen, profile.limits.year_fen
    figure = big(yuan(limit - used))
    return [
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


def _followed(profile: Profile, width: int, palette: Palette) -> list[Row]:
    """Return the people followed; a press on one looks for what they wrote."""
    people = [
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
    return people


def _interests(profile: Profile, width: int, palette: Palette) -> list[Row]:
    """Return the strongest interests, with the key that leads to all of them."""
    key = keyed("interests", t("interests.why-all"), palette)
    head = row(width - 2, [Span(t("interests.title"), bold=True)], key, indent=2)
    rows = [
        interest_row(one, width - 2, palette, bold=number < STRONG)
        for number, one in enumerate(profile.interests)
    ]
    nothing = row(width - 2, [Span(t("interests.empty"), palette.faint)], indent=2)
    return [Row(()), head, Row(()), *(rows or [nothing])]


def next_buyer(profile: Profile) -> Person:
    """Return the demo buyer one becomes next."""
    ids = [buyer.id for buyer in profile.buyers]
    return profile.buyers[(ids.index(profile.person.id) + 1) % len(ids)]
