"""The terms of suggestions: which words are worth completing, which of two is kept, how much each weighs."""

from __future__ import annotations

from store import Store
from store.search import terms
from store.search.names import Names
from store.search.query import taken_apart
from store.search.terms import Term
from store.search.tokens import LONGEST_QUERY, cut, fold, mark, pairs, tokens


def test_words_worth_completing() -> None:
    assert terms.title_words("防晒霜的敏感肌 a spf50 100 the sun ok") == {
        "防晒霜", "敏感", "敏感肌", "肌", "spf50", "sun",
    }  # fmt: skip
    assert terms.title_words("敏感肌") == {"敏感", "肌", "敏感肌"}
    assert terms.title_words("茶") == {"茶"}
    assert terms.title_words("的") == set()


def test_all_characters_of_a_title_are_tokens_and_of_a_text_those_at_an_end() -> None:
    text = fold("水感防晒 Crème spf50 the")
    pairs_and_words = {"水感", "感防", "防晒", "creme", "spf50", "spf", "50"}
    assert tokens(text, title=True) == pairs_and_words | {"水", "感", "防", "晒", "the"}
    assert tokens(text, title=False) == pairs_and_words | {"晒"}
    assert pairs("水感防") == ["水感", "感防"] and pairs("水") == ["水"]
    assert mark("t", "Crème 茶!") == "§tcreme·茶·"
    assert cut("防晒面膜") == ["防晒", "面膜"]


def test_what_is_typed_is_read_so_far_and_no_further() -> None:
    assert LONGEST_QUERY == 200
    assert taken_apart("防" * 201)[0] == "防" * 200


def test_of_one_typed_form_the_kind_that_says_most_is_kept_with_all_weight() -> None:
    found: dict[str, Term] = {}
    terms._put(found, Term("Mask", "word", "", 9))
    terms._put(found, Term("mask", "category", "masks", 2))
    assert found == {"mask": Term("mask", "category", "masks", 9)}
    terms._put(found, Term("MASK", "person", "x", 12))
    assert found == {"mask": Term("mask", "category", "masks", 12)}
    terms._put(found, Term("A" * terms.LONGEST, "word", "", 1))
    terms._put(found, Term("a" * (terms.LONGEST + 1), "word", "", 1))
    terms._put(found, Term("!?", "word", "", 1))
    assert set(found) == {"mask", "a" * 24}


def test_two_brands_of_one_name_are_found_by_it() -> None:
    found: dict[str, Term] = {}
    for ref in ("one", "two", "one"):
        terms._put(found, Term("Yuzuki", "brand", ref, 1))
    assert found["yuzuki"].ref == "one two"
    terms._put(found, Term("yuzuki", "tag", "", 1))
    assert found["yuzuki"].ref == "one two"


def test_a_brand_of_a_known_name_is_added_to_it(indexed: Store) -> None:
    with indexed.database.write() as connection:
        before = connection.execute("SELECT COUNT(*), MAX(id) FROM terms").fetchone()
        terms.add(connection, [Term("YUZUKI", "brand", "other", 1), Term("yuzuki", "tag", "", 5)])
        row = connection.execute("SELECT ref, kind FROM terms WHERE form = 'yuzuki'").fetchone()
        assert row["kind"] == "brand" and row["ref"].split()[-1] == "other" and len(row["ref"].split()) > 1
        assert tuple(connection.execute("SELECT COUNT(*), MAX(id) FROM terms").fetchone()) == tuple(before)
        terms.add(connection, [Term("螺蛳粉", "word", "", 3)])
        (id_,) = connection.execute("SELECT id FROM terms WHERE form = '螺蛳粉'").fetchone()
        assert id_ & ((1 << 24) - 1) == before[0] + 1  # numbers in the order of adding, behind the weight
        ways = {row[0] for row in connection.execute("SELECT key FROM term_keys WHERE term = ?", (id_,))}
        assert ways == {"螺蛳粉", "luosifen", "lsf", "~luosifen"}
        listed = {
            row[0] for row in connection.execute("SELECT prefix FROM term_prefixes WHERE term = ?", (id_,))
        }
        assert listed == {"螺", "螺蛳", "螺蛳粉", "l", "lu", "luo", "ls", "lsf"}


def test_the_heavier_a_term_the_smaller_its_number() -> None:
    light, heavy = Term("a", "word", "", 1), Term("b", "word", "", 100)
    assert terms.number_of(heavy, 2) < terms.number_of(light, 1) < terms.number_of(light, 2)
    assert terms.number_of(Term("c", "category", "", 1), 3) < terms.number_of(Term("c", "brand", "", 1), 3)
    assert terms.number_of(Term("d", "brand", "", 1), 3) < terms.number_of(Term("d", "tag", "", 1), 3)
    assert terms.number_of(Term("e", "word", "", 10**30), 5) == 5  # nothing weighs more than all levels


def test_a_word_lacks_any_one_letter() -> None:
    assert terms.slips_of("mask") == {"mask", "ask", "msk", "mak", "mas"}


def test_only_longer_latin_words_have_slips(indexed: Store) -> None:
    connection = indexed.database.read()

    def slips(form: str) -> int:
        query = "SELECT COUNT(*) FROM term_slips JOIN terms ON terms.id = term WHERE form = ?"
        return int(connection.execute(query, (form,)).fetchone()[0])

    assert slips("mask") == 5
    assert slips("sun") == slips("米糠") == 0
    people = "SELECT COUNT(*) FROM term_slips JOIN terms ON terms.id = term WHERE kind = 'person'"
    assert connection.execute(people).fetchone()[0] == 0


def test_who_only_reads_gives_no_new_numbers(indexed: Store) -> None:
    with indexed.transaction() as connection:
        reading, writing = Names(connection, fixed=True), Names(connection)
        assert reading.number("brand", "nothing") == 0
        last = max(writing.number("brand", f"brand-{key}") for key in ("sunscreen", "mask", "red", "amp"))
        assert writing.number("brand", "nothing") == last + 1
        assert Names(connection, fixed=True).number("brand", "nothing") == last + 1
        assert writing.number("tag", "the first of its kind") == 1
