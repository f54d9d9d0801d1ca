"""Browse: countries, brands and categories as trees of any size; what is typed jumps."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from store.catalogue.browse import Node, Tree, TreeName
from tui.commands import bindings_for
from tui.i18n import pick, t
from tui.references import ShelfRef
from tui.screens.base import BaseScreen
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.key_bar import KeyBar
from tui.widgets.shop.tree_list import TreeList
from tui.widgets.wall.channel_bar import ChannelBar

TREES: tuple[TreeName, ...] = ("categories", "brands", "countries")


class JumpField(Input, inherit_bindings=False):
    """A line that leaves arrows and enter to the tree below it."""

    BINDINGS = [
        Binding("backspace", "delete_left", show=False),
        Binding("ctrl+u", "delete_left_all", show=False),
    ]


class BrowseScreen(BaseScreen):
    """Three trees, one at a time; the line above them always takes what is typed."""

    SCOPE = "browse"
    CSS_PATH = "browse.tcss"
    BINDINGS = [
        *bindings_for("browse"),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._name: TreeName = TREES[0]
        self._trees: dict[TreeName, Tree] = {}

    def compose_body(self) -> Iterable[Widget]:
        """Put the names of the trees and the line above the rows."""
        yield ChannelBar()
        yield JumpField(id="jump", placeholder=t("browse.placeholder"), max_length=60)
        yield TreeList()
        yield Empty("browse.nothing", "browse.nothing-hint")

    def on_mount(self) -> None:
        """Read the first tree."""
        self.query_one(JumpField).focus()
        self._show_names()
        self._read()

    @property
    def _list(self) -> TreeList:
        return self.query_one(TreeList)

    def _show_names(self) -> None:
        bar = self.query_one(ChannelBar)
        bar.show([t(f"browse.{name}") for name in TREES])
        bar.current = TREES.index(self._name)

    def _read(self) -> None:
        """Show the current tree; one that was read before is there at once."""
        name = self._name
        if name in self._trees:
            self._arrive(name, self._trees[name])
        else:
            self.fetch("tree", lambda: self.store.browse.tree(name), partial(self._arrive, name))

    def _arrive(self, name: TreeName, tree: Tree) -> None:
        self._trees[name] = tree
        if name == self._name:
            self._list.show(tree)
            self._look(self.query_one(JumpField).value)

    def _look(self, typed: str) -> None:
        """Show the nodes whose names match, or the whole tree."""
        tree = self._trees.get(self._name)
        if tree is None:
            return
        found = tree.matches(typed) if typed.strip() else None
        self._list.show_found(found)
        nothing = found is not None and not found
        self._list.display, self.query_one(Empty).display = not nothing, nothing
        size = t("browse.size", n=len(tree.nodes)) if found is None else t("browse.found", n=len(found))
        self.query_one(KeyBar).note = size

    def on_input_changed(self, event: Input.Changed) -> None:
        """Jump to what is typed."""
        self._look(event.value)

    # -- moving

    def action_move(self, by: int) -> None:
        """Move the selection by rows."""
        self._list.move(by)

    def action_page(self, by: int) -> None:
        """Move by about one screen."""
        self._list.page(by)

    def action_edge(self, side: int) -> None:
        """Go to the first or the last row."""
        self._list.edge(side)

    def action_unfold(self) -> None:
        """Unfold the selected row."""
        if not self._list.unfold():
            self.action_open_node()

    def action_fold(self) -> None:
        """Fold the selected row, or go up."""
        self._list.fold()

    def _turn(self, by: int) -> None:
        self._name = TREES[(TREES.index(self._name) + by) % len(TREES)]
        self._show_names()
        self._read()

    def action_show_tab(self, position: str) -> None:
        """Show the tree whose name was pressed."""
        self._turn(int(position) - TREES.index(self._name))

    def action_next_tree(self) -> None:
        """Go to the next tree; what is typed stays."""
        self._turn(1)

    def action_previous_tree(self) -> None:
        """Go to the tree before."""
        self._turn(-1)

    # -- opening

    def action_open_node(self) -> None:
        """Show the goods of the selected row."""
        if node := self._list.selected:
            self._open(node)

    def on_tree_list_chosen(self, message: TreeList.Chosen) -> None:
        """Show the goods of a row."""
        self._open(self._trees[self._name].nodes[message.key])

    def _open(self, node: Node) -> None:
        """Open the goods beneath a node; a letter unfolds, and where there are no goods a toast says so."""
        if node.kind == "letter":
            self._list.unfold()
        elif not node.goods:
            self.app.toast("browse.no-goods")
        elif node.kind == "brand":
            self.app.open(ShelfRef(brand=node.id, title=pick(node.name)))
        elif node.kind == "country":
            self.app.open(ShelfRef(country=node.id))
        else:
            self.app.open(ShelfRef(category=node.id, title=pick(node.name)))

    async def action_go_back(self) -> None:
        """Empty the line, and then leave."""
        field = self.query_one(JumpField)
        if field.value:
            field.value = ""
        else:
            await self.app.action_go_back()

    def on_language(self) -> None:
        """Write everything in the other language."""
        self.query_one(JumpField).placeholder = t("browse.placeholder")
        self._show_names()
        self._look(self.query_one(JumpField).value)
        self._list.refresh()
