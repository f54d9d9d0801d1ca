"""What the provenance screen shows, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from store.pictures import PictureSpec
from store.provenance.records import Chain, Check, SignedEvent, Verdict
from store.provenance.tampering import Difference, difference
from store.words import Bilingual


@dataclass(frozen=True)
class ProvenanceView:
    """A chain as it was verified (``shown``), beside the one that is kept; they differ while a byte is changed.

    It is the ``number``-th (from 0) of ``chains`` that one can look at.
    """

    shown: Chain
    kept: Chain
    verdict: Verdict
    picture: PictureSpec
    title: Bilingual
    number: int
    chains: int

    @cached_property
    def checks(self) -> dict[int, Check]:
        """The checks by sequence."""
        return {check.sequence: check for check in self.verdict.checks}

    @property
    def failed(self) -> int:
        """The sequence of the first event that fails; 0 where none does."""
        return self.verdict.failure.sequence if self.verdict.failure else 0

    @property
    def changed(self) -> bool:
        """Whether what is shown is a copy in which a byte was changed."""
        return self.shown is not self.kept

    def event(self, sequence: int) -> SignedEvent | None:
        """Return the event that stands at a place, if there is one."""
        return self.shown.events[sequence - 1] if 0 < sequence <= len(self.shown.events) else None

    def difference(self, sequence: int) -> Difference | None:
        """Return what was changed in an event, compared with the one that is kept."""
        found = self.event(sequence)
        if found is None or sequence > len(self.kept.events):
            return None
        return difference(self.kept.events[sequence - 1], found)

    @property
    def parties(self) -> dict[str, Bilingual]:
        """Who signed, by id, in the order of their first signature."""
        return {
            event.statement.party: event.statement.party_name
            for event in self.shown.events
            if event.statement
        }
