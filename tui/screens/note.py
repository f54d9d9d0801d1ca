"""A note: its pictures, text, goods and comments; in two columns where there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from store.community.records import Comment
from store.feed.records import Related
from tui.commands import bindings_for
from tui.i18n import pick, t
from tui.references import GalleryRef, NoteRef, ProductRef, RelatedRef, link_of
from tui.row_id import RowId
from tui.screens.note_deeds import follow, react, send_away
from tui.screens.note_reading import read_note
from tui.screens.reading import ReadingScreen
from tui.widgets.frame.sheet import Item, Sheet
from tui.widgets.notes.comment_rows import comment_items
from tui.widgets.notes.goods_rows import goods_items
from tui.widgets.notes.note_rows import (
    PICTURE_ROWS,
    PICTURE_WIDTH,
    actions,
    enlarging,
    picture_rows,
    single_column,
    text_items,
)
from tui.widgets.notes.note_view import GAP, NoteView

LONGEST_LINE = 84


class NoteScreen(ReadingScreen[NoteView]):
    """One note, read by the current buyer."""

    SCOPE = "note"
    CSS_PATH = "note.tcss"
    BINDINGS = bindings_for("note")

    def __init__(self, note_id: str) -> None:
        super().__init__()
        self._note_id = note_id
        self._order = "hot"
        self._picture = 0
        self._reply_to: Comment | None = None
        self._around = (0, 0, 0)

    def compose_body(self) -> Iterable[Widget]:
        """Put pictures and goods at the left, the text at the right, and the line for a comment below."""
        with Horizontal():
            yield Sheet(id="left", quiet=True)
            yield Sheet(id="right", quiet=True)
        field = Input(id="comment", max_length=500)
        field.display = False
        yield field

    def on_mount(self) -> None:
        """Look around, and remember that the note was read."""
        self.query_one("#right", Sheet).focus()
        viewer = self.viewer
        self.fetch("around", lambda: self.store.related.to(self._note_id, viewer), self._look_around)
        self.fetch(
            "read", lambda: self.store.notes.react(viewer, self._note_id, "read", True), lambda _: None
        )

    def job(self) -> Callable[[], NoteView]:
        """Read the note with its comments and goods."""
        store, viewer, order = self.store, self.viewer, self._order
        return lambda: read_note(store, self._note_id, viewer, order)

    def arrive(self, found: NoteView) -> None:
        """Show the note; how much lies near it is known from elsewhere."""
        super().arrive(replace(found, around=self._around))

    def _look_around(self, related: Related) -> None:
        """Show how many notes and goods are related to the note."""
        self._around = (len(related.near), len(related.together), len(related.bought))
        if self.found:
            self.arrive(self.found)

    @property
    def _wide(self) -> bool:
        return self.room.wide

    def paint(self, found: NoteView) -> None:
        """Paint two columns where there is room, else one."""
        left, right = self.query_one("#left", Sheet), self.query_one("#right", Sheet)
        left.display = self._wide
        if self._wide:
            left.show(self._left_items(found))
            right.show(self._right_items(found))
        else:
            width = self.app.size.width - 1
            tall = max(6, min(20, self.app.size.height * 45 // 100))
            right.show(single_column(found, width, self.palette, self._picture, tall))

    def _left_items(self, view: NoteView) -> list[Item]:
        rows = min(PICTURE_ROWS, max(10, self.app.size.height - 14))
        picture = picture_rows(view, PICTURE_WIDTH, rows, self.palette, self._picture)
        return [enlarging(picture), GAP, *goods_items(view, PICTURE_WIDTH, self.palette)]

    def _right_items(self, view: NoteView) -> list[Item]:
        """Return the right column of a wide screen: text, actions, comments."""
        width = min(LONGEST_LINE, self.app.size.width - 56)
        return [
            *text_items(view, width, self.palette),
            actions(view, width, self.palette),
            GAP,
            *comment_items(view, width, self.palette),
        ]

    def on_resize(self) -> None:
        """Leave the left column when it goes; a selected good or comment stays selected."""
        if not self._wide and self.query_one("#left", Sheet).has_focus:
            self.query_one("#right", Sheet).focus()

    # -- pictures and goods

    def action_next_picture(self) -> None:
        """Leaf to the next picture."""
        self._leaf(1)

    def action_previous_picture(self) -> None:
        """Leaf to the picture before."""
        self._leaf(-1)

    def _leaf(self, by: int) -> None:
        if self.found:
            self._picture = (self._picture + by) % len(self.found.note.pictures)
            self.lay_out()

    def action_next_goods(self) -> None:
        """Go to the next product of the note."""
        if not self.found or not self.found.goods:
            self.app.toast("note.no-goods")
            return
        sheet = self.query_one("#left" if self._wide else "#right", Sheet)
        ids: list[str] = [RowId("goods", goods.product.id) for goods in self.found.goods]
        if not sheet.has_focus or sheet.selected not in ids:
            sheet.focus()
            sheet.select(ids[0])
        elif self._wide and sheet.selected == ids[-1]:
            self.query_one("#right", Sheet).focus()
        else:
            sheet.select(ids[(ids.index(sheet.selected) + 1) % len(ids)])

    def on_sheet_chosen(self, message: Sheet.Chosen) -> None:
        """Open a product, or answer a comment."""
        match message.item_id:
            case RowId("goods", product_id):
                self.app.open(ProductRef(product_id))
            case RowId("comment", comment_id):
                self._write(self._comment(int(comment_id)))

    def action_enlarge(self) -> None:
        """Fill the screen with the picture."""
        if self.found:
            card = self.found.note.card
            self.app.open(GalleryRef(self.found.note.pictures, self._picture, card.title, self._turned))

    def _turned(self, picture: int) -> None:
        """Show the picture at which somebody left the gallery."""
        self._picture = picture
        self.lay_out()

    def action_describe(self) -> None:
        """Say in words what the picture shows."""
        if self.found:
            picture = self.found.note.pictures[self._picture]
            self.app.toast("note.picture-shows", description=pick(picture.alt) or t("note.no-description"))

    def action_add_to_cart(self) -> None:
        """Put the selected product of the note, else its first, into the cart."""
        if not self.found or not self.found.goods:
            self.app.toast("note.no-goods")
            return
        sheet = self.query_one("#left" if self._wide else "#right", Sheet)
        goods = next(
            (g for g in self.found.goods if RowId("goods", g.product.id) == sheet.selected),
            self.found.goods[0],
        )
        viewer = self.viewer
        self.fetch("cart", lambda: self.store.cart.add(viewer, goods.sku.id, 1), self.app.set_cart)
        self.app.toast("note.added", title=pick(goods.product.title), name=pick(goods.sku.name))

    # -- what one does to the note

    def action_like(self) -> None:
        """Like the note, or take the like back; on a selected comment, that comment."""
        comment = self._selected_comment()
        if comment is not None:
            viewer, notes = self.viewer, self.store.notes
            self.fetch(
                "react",
                lambda: notes.like_comment(viewer, comment.id, not comment.liked),
                lambda _comment: self.read(),
            )
        elif self.found:
            react(self, self.found.note.card, "like", lambda _card: self.read())

    def action_save(self) -> None:
        """Save the note, or take it out again."""
        if self.found:
            react(self, self.found.note.card, "save", lambda _card: self.read())

    def action_follow(self) -> None:
        """Follow the author, or stop it."""
        if self.found:
            author = self.found.note.author
            follow(self, author.id, author.name, lambda _on: self.read())

    def action_why(self) -> None:
        """Say why the note was shown, and let it be changed."""
        from tui.screens.why import WhyScreen

        self.app.push_screen(WhyScreen(self._note_id, self._send_away))

    def _send_away(self) -> None:
        """Show less like the note; the page stays as it is."""
        if self.found:
            send_away(self, self.found.note.card, lambda _ids: None, lambda: None)

    def action_related(self) -> None:
        """Show what lies near the note."""
        self.app.open(RelatedRef(self._note_id))

    def action_copy_link(self) -> None:
        """Copy the note's address: that is sharing it."""
        viewer, interests = self.viewer, self.store.interests
        self.fetch("share", lambda: interests.learn(viewer, self._note_id, "share"), lambda _none: None)
        link = link_of(NoteRef(self._note_id))
        self.put_on_clipboard(link, "note.copied", link=link)

    # -- comments

    def _comment(self, comment_id: int) -> Comment | None:
        every = (c for top in (self.found.comments if self.found else ()) for c in (top, *top.replies))
        return next((comment for comment in every if comment.id == comment_id), None)

    def _selected_comment(self) -> Comment | None:
        sheet = self.query_one("#right", Sheet)
        match sheet.selected:
            case RowId("comment", comment_id) if sheet.has_focus and sheet.moved:
                return self._comment(int(comment_id))
        return None

    def action_sort_comments(self) -> None:
        """Show the newest comments first, or the most liked."""
        self._order = "new" if self._order == "hot" else "hot"
        self.read()

    def action_comment(self) -> None:
        """Write a comment on the note."""
        self._write(None)

    def _write(self, to: Comment | None) -> None:
        self._reply_to = to
        field = self.query_one("#comment", Input)
        field.placeholder = t("note.reply-to", name=pick(to.author)) if to else t("note.write-here")
        field.display = True
        field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Publish the comment."""
        viewer, text, parent = self.viewer, event.value, self._reply_to.id if self._reply_to else None
        if not text.strip():
            self._close_field()
            return
        self.fetch(
            "comment", lambda: self.store.notes.comment(viewer, self._note_id, text, parent), self._written
        )

    def _written(self, comment: Comment) -> None:
        """Show a comment that was written, newest first, and offer to take it back."""
        self.query_one("#comment", Input).value = ""
        self._close_field()
        self._order = "new"
        viewer, notes = self.viewer, self.store.notes

        def take_back() -> None:
            self.fetch("comment", lambda: notes.remove_comment(viewer, comment.id), lambda _: self.read())

        self.app.undoable("note.commented", take_back)
        self.read()

    def _close_field(self) -> None:
        self.query_one("#comment", Input).display = False
        self.query_one("#right", Sheet).focus()

    async def action_go_back(self) -> None:
        """Leave the comment line (its text stays), else the note."""
        if self.query_one("#comment", Input).display:
            self._close_field()
        else:
            await self.app.action_go_back()
