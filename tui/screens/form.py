"""Forms: what is typed is handed to the store in a thread, and the form stays until the store has taken it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from store.errors import StoreError
from tui.commands import bindings_for
from tui.fetching import Fetcher
from tui.i18n import error_sentence, sentence, t
from tui.screens.host import Host
from tui.screens.pressing import Pressable
from tui.widgets.frame.toasts import pressable

T = TypeVar("T")
Keep = Callable[[Mapping[str, str]], object]
"""Takes what was typed, by the keys of the fields; runs in a thread and may raise ``StoreError``."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form; ``secret`` is not shown while it is typed, ``choices`` are completed."""

    key: str
    label: str
    placeholder: str = ""
    secret: bool = False
    choices: tuple[str, ...] = ()


class HandingIn(Pressable, ModalScreen[T | None], Generic[T]):
    """What all forms share: handing in without holding up a key. Shows how that goes in ``#wrong``.

    Dismisses with what the store made of it; with ``None`` when somebody leaves before.
    """

    app: Host

    def __init__(self) -> None:
        super().__init__()
        self._fetcher = Fetcher(self, lambda error: self.app.report(error))
        self._under_way = False

    def hand_in(self, job: Callable[[], T]) -> None:
        """Run ``job`` in a thread and close with its result; whatever goes wrong, what was typed stays."""
        if not self._under_way:
            self._under_way = True
            self._say(t("form.keeping"))
            self._fetcher.fetch("hand-in", job, self._taken, self._refused)

    def _taken(self, result: T) -> None:
        self._under_way = False
        self.dismiss(result)

    def _refused(self, error: Exception) -> None:
        self._under_way = False
        self._say("✗ " + error_sentence(error)[0] if isinstance(error, StoreError) else "")
        if not isinstance(error, StoreError):
            self.app.report(error)

    def _say(self, words: str) -> None:
        self.query_one("#wrong", Static).update(Content(words))

    def action_leave_form(self) -> None:
        """Close the form; nothing was kept. What is being handed in has to end first."""
        if not self._under_way:
            self.dismiss(None)


class FormScreen(HandingIn[bool]):
    """Dismisses with true once ``keep`` has taken what was typed; until then it says what is wrong.

    Enter goes on to the next field and hands in after the last one; escape leaves everything as it was.
    """

    CSS_PATH = "form.tcss"
    BINDINGS = [
        *bindings_for("form"),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, title: str, why: str, fields: Sequence[Field], keep: Keep) -> None:
        super().__init__()
        self._heading, self._why, self._fields, self._keep = title, why, tuple(fields), keep

    def compose(self) -> ComposeResult:
        """Put heading, reason, fields and what is wrong below each other."""
        with Vertical(id="form"):
            yield Static(Content.styled(self._heading, "bold"))
            yield Static(Content(self._why), id="hint")
            for field in self._fields:
                yield Static(Content(field.label), classes="label")
                yield Input(
                    id=f"field-{field.key}",
                    placeholder=field.placeholder,
                    password=field.secret,
                    max_length=80,
                    suggester=SuggestFromList(field.choices, case_sensitive=False) if field.choices else None,
                )
            yield Static(id="wrong")
            yield Static(pressable(*sentence("form.keys")), id="keys")

    def on_mount(self) -> None:
        """Begin with the first field."""
        self.query(Input).first().focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next field, or hand in after the last."""
        inputs = list(self.query(Input))
        place = inputs.index(event.input) + 1
        if place < len(inputs):
            inputs[place].focus()
        else:
            self.action_send_form()

    def action_send_form(self) -> None:
        """Let what was typed be kept, or say what is wrong with it."""
        values = {field.key: self.query_one(f"#field-{field.key}", Input).value for field in self._fields}

        def job() -> bool:
            self._keep(values)
            return True

        self.hand_in(job)
