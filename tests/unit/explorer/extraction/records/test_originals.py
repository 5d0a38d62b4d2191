"""Which item an item stands for: along copies and conversions, but never past a job that made it."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.extraction.records.originals import Look, original
from explorer.extraction.records.rows import ItemRow


def item(key: str, *, made_by: str = "", copy_of: Sequence[str] = (), conversion_of: Sequence[str] = ()) -> ItemRow:
    makers = [(made_by, "out", "a_tool")] if made_by else []
    return ItemRow(key, key, 1, "txt", None, None, None, None, makers, copy_of, conversion_of, [])


def look(*rows: ItemRow) -> Look:
    return {row.key: row for row in rows}.get


CHAIN = look(item("a"), item("b", copy_of=["a"]), item("c", copy_of=["b"]))


def test_a_copy_of_a_copy_stands_for_the_first() -> None:
    assert original("c", CHAIN) == "a"


def test_a_copy_that_a_job_made_stands_for_itself() -> None:
    """Extract Dataset copies an element (galaxy#14541); a job from the cache copies what the first job made."""
    assert original("b", look(item("a"), item("b", copy_of=["a"], made_by="te/1"))) == "b"


def test_a_copy_of_what_may_not_be_read_stands_for_itself() -> None:
    assert original("b", look(item("b", copy_of=["hidden"]))) == "b"


def test_a_conversion_stands_for_what_was_converted() -> None:
    rows = look(item("a", made_by="te/1"), item("b", conversion_of=["a"], made_by="te/2"))
    assert original("b", rows) == "a"


def test_a_conversion_that_is_itself_a_step_stands_for_itself() -> None:
    rows = look(item("a"), item("b", conversion_of=["a"], made_by="te/2"))
    assert original("b", rows, chosen={"te/2"}) == "b"


def test_copies_in_a_circle_end() -> None:
    assert original("a", look(item("a", copy_of=["b"]), item("b", copy_of=["a"]))) in {"a", "b"}
