"""The app as its screens see it: the store, whose eyes look, what to say, and where to go."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App
from textual.notifications import SeverityLevel

from store.errors import StoreError
from tui import config, i18n
from tui.fetching import Failed, Fetcher
from tui.widgets.frame.toasts import pressable

if TYPE_CHECKING:
    from store.shop import Store
    from store.trade.records import CartSummary
    from tui.references import Reference

T = TypeVar("T")
TOAST_SECONDS, UNDO_SECONDS = 4.0, 8.0
REFUSAL_SECONDS, FAILURE_SECONDS = 6.0, 8.0


class Host(App[None]):
    """What every screen may ask of the app that shows it; ``tui.app`` adds what only the app itself does."""

    def __init__(self, store: Store, settings: config.Config) -> None:
        super().__init__()
        self.store = store
        self.settings = settings
        self.viewer = store.world.buyer
        self.cart_kinds = 0
        self._undo: Callable[[], None] | None = None
        self._fetcher = Fetcher(self, self.report)

    @property
    def world_moved(self) -> bool:
        """Whether world time was moved ahead of the wall clock."""
        return self.store.world.offset > 0

    # -- what the app itself answers

    @abstractmethod
    def open(self, what: Reference, *, instead: bool = False) -> None:
        """Show ``what`` above the current screen, or ``instead`` of it: then going back skips it."""

    @abstractmethod
    def set_cart(self, summary: CartSummary) -> None:
        """Take over what is in the cart now and show it in the header."""

    @abstractmethod
    def set_viewer(self, person_id: str) -> None:
        """Become another of the demo buyers."""

    @abstractmethod
    def begin_chores(self) -> None:
        """Do what had to wait until the first screen shows what it read; later calls change nothing."""

    @abstractmethod
    def tidy_later(self) -> None:
        """Collect what a closed screen leaves behind, in a moment."""

    @abstractmethod
    async def action_go_back(self) -> None:
        """Close the topmost screen."""

    @abstractmethod
    async def action_cart(self) -> None:
        """Go to the cart."""

    # -- work in threads

    def fetch(
        self, group: str, job: Callable[[], T], then: Callable[[T], object], failed: Failed | None = None
    ) -> None:
        """Run ``job`` in a thread, whatever screen is shown meanwhile; see ``Fetcher.fetch``."""
        self._fetcher.fetch(group, job, then, failed)

    # -- what to say

    def _say(
        self,
        told: tuple[str, tuple[i18n.Mention, ...]],
        severity: SeverityLevel = "information",
        seconds: float = TOAST_SECONDS,
    ) -> None:
        """Show a sentence for some seconds; nothing in it is markup, and the keys it names can be pressed."""
        text, mentions = told
        if not mentions:
            self.notify(text, severity=severity, timeout=seconds, markup=False)
            return
        # A toast takes ``Content`` as it is, but only where markup is allowed.
        self.notify(pressable(text, mentions), severity=severity, timeout=seconds)  # type: ignore[arg-type]

    def toast(self, key: str, *, severity: SeverityLevel = "information", **params: Any) -> None:
        """Say a message of the catalogues for a few seconds."""
        self._say(i18n.sentence(key, **params), severity)

    def report(self, error: BaseException) -> None:
        """Turn any error into words: the one funnel. What the store refuses has a sentence of its own."""
        if isinstance(error, StoreError):
            self._say(i18n.error_sentence(error), "warning", REFUSAL_SECONDS)
            return
        self.log.error(repr(error))
        unexpected = i18n.sentence("errors.unexpected", name=type(error).__name__)
        self._say(unexpected, "error", FAILURE_SECONDS)

    def undoable(self, key: str, undo: Callable[[], None], **params: Any) -> None:
        """Say what was done and keep the way back for the undo key; ``undo`` only asks for the work."""
        self._undo = undo
        self._say(i18n.sentence("common.with-undo", done=i18n.t(key, **params)), seconds=UNDO_SECONDS)

    def action_undo(self) -> None:
        """Take the last like, save, follow or removal back."""
        undo, self._undo = self._undo, None
        if undo is None:
            self.toast("common.nothing-to-undo")
        else:
            undo()
