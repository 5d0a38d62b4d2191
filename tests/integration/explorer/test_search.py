"""Search on both engines: what is found, in which order, page by page, and never what may not be read.

ada ──OWNS──► history 1 "RNA-seq of mice" ◄── hda 1 to 4, hdca 1 ◄── job 9 (bowtie2)
bob ──OWNS──► history 2 "Private plans"   ◄── hda 5 "zebrafish secret", hda 6 "align it"
              history 3 "Open data" (published) ◄── hda 7 "align open", hda 8 (role 5) "align guarded"
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from cypher import EdgeRow, Graph, NodeRow
from cypher.words import END, WITHOUT_END, words_in, words_of
from explorer import ADMIN, ANONYMOUS, Caller, Explorer
from explorer.access import Access
from explorer.errors import BadRequest, Forbidden, NotFound
from explorer.search import Found, Query

ADA, BOB = Caller(1, instance="main"), Caller(2, instance="main")
LABELS = {"user": "User", "history": "History", "hda": "Dataset", "hdca": "Collection", "job": "ToolExecution"}
BOWTIE = "toolshed.g2.bx.psu.edu/repos/devteam/bowtie2/bowtie2/2.5.3+galaxy1"
THINGS: dict[str, dict[str, Any]] = {
    "user/1": {"username": "ada"},
    "user/2": {"username": "bob"},
    "history/1": {"name": "RNA-seq of mice", "tags": ["name:mouse-liver"]},
    "history/2": {"name": "Private plans"},
    "history/3": {"name": "Open data", "published": True},
    "hda/1": {"name": "Align_reads.R77 on FastQC", "extension": "bam"},
    "hda/2": {"name": "reads", "extension": "fastqsanger.gz", "annotation": "aligned by hand, see C++ notes"},
    "hda/3": {"name": "align", "extension": "bam", "deleted": True},
    "hda/4": {"name": "Alignment summary (mäuse)", "extension": "txt", "tags": ["group:control"]},
    "hda/5": {"name": "zebrafish secret", "extension": "bam"},
    "hda/6": {"name": "align it", "extension": "bam"},
    "hda/7": {"name": "align open", "extension": "bam"},
    "hda/8": {"name": "align guarded", "extension": "bam", "access_roles": [5]},
    "hdca/1": {"name": "align all", "collection_type": "list:paired"},
    "job/9": {"tool_id": BOWTIE, "tool_name": "Bowtie2", "tool_version": "2.5.3", "state": "missing"},
}
EDGES = (
    ("OWNS", "user/1", "history/1"),
    ("OWNS", "user/2", "history/2"),
    ("OWNS", "user/2", "history/3"),
    *(("IN_HISTORY", f"hda/{number}", "history/1") for number in (1, 2, 3, 4)),
    ("IN_HISTORY", "hdca/1", "history/1"),
    *(("IN_HISTORY", f"hda/{number}", "history/2") for number in (5, 6)),
    *(("IN_HISTORY", f"hda/{number}", "history/3") for number in (7, 8)),
    ("PRODUCED", "job/9", "hda/1"),
)


def label(thing: str) -> str:
    return LABELS[thing.partition("/")[0]]


def node(thing: str, properties: Mapping[str, Any]) -> NodeRow:
    key = f"main/{thing}"
    words = words_of(label(thing), key, properties)
    return NodeRow(label(thing), key, {**properties, "words": words} if words else properties)


def edge(kind: str, source: str, target: str) -> EdgeRow:
    return EdgeRow(kind, label(source), f"main/{source}", label(target), f"main/{target}")


@pytest.fixture(params=["by the index", "by looking around"])
def filled(request: pytest.FixtureRequest, graph: Graph) -> Graph:
    """Words that many have are found by looking around; before anything is there, no word is one of them."""
    if request.param == "by the index":
        assert ask(graph, "anything") == []
    nodes = [node(thing, properties) for thing, properties in THINGS.items()]
    graph.writer().apply(nodes, [edge(*each) for each in EDGES])
    return graph


def names(found: Found) -> list[str]:
    return [hit.ref.key.removeprefix("main/") for hit in found.hits]


def ask(graph: Graph, words: str, caller: Caller = ADMIN, **options: Any) -> list[str]:
    return names(Explorer(graph, "main", caller).search(words, **options))


FOUND = {
    "a name": ("mice", ["history/1"]),
    "part of a name in camel case": ("qc on", ["hda/1"]),
    "the whole of it": ("fastqc", ["hda/1"]),
    "a number inside a word": ("77", ["hda/1"]),
    "a beginning": ("zebr", ["hda/5"]),
    "a blank after it makes it a whole word": ("alig ", []),
    "all words, in any order": ("r77 align", ["hda/1"]),
    "the first word is whole": ("alig reads", []),
    "letters with marks, in capitals": ("MÄUSE", ["hda/4"]),
    "a data type": ("fastqsanger", ["hda/2"]),
    "a collection type": ("paired", ["hdca/1"]),
    "a tag": ("mouse liver", ["history/1"]),
    "an annotation": ("hand notes", ["hda/2"]),
    "a tool id": ("devteam", ["job/9"]),
    "a tool id as it is written": (BOWTIE, ["job/9"]),
    "the name of a tool": ("bowtie2", ["job/9"]),
    "an id": ("6", ["hda/6"]),
    "a number is whole": ("7", ["hda/7"]),
    "a beginning that nothing has": ("baf", []),
    "the one right before a word": ("bal", []),
    "nothing": ("unheard of", []),
}


def test_what_is_found(filled: Graph) -> None:
    answers = {about: ask(filled, words) for about, (words, _) in FOUND.items()}
    assert answers == {about: wanted for about, (_, wanted) in FOUND.items()}


def test_the_best_name_comes_first_then_whole_words_then_beginnings_then_the_rest(filled: Graph) -> None:
    exact, whole, begun, elsewhere = ["hda/3"], ["hdca/1", "hda/8", "hda/7", "hda/6", "hda/1"], ["hda/4"], ["hda/2"]
    assert ask(filled, "align") == exact + whole + begun + elsewhere


def test_a_kind_and_a_history_narrow_it(filled: Graph) -> None:
    assert ask(filled, "align", kind="hdca") == ["hdca/1"]
    assert ask(filled, "align", history=3) == ["hda/8", "hda/7"]
    assert ask(filled, "bowtie2", history=1) == ["job/9"]


@pytest.mark.parametrize(
    "text",
    ["*:*", "align) OR (zebrafish", "name:zebrafish", "align OR zebrafish", "zebra?ish", "/zebr.*fish/", "zebrafsh~2",
     "-align", "[a TO z]", 'align" "zebrafish', "align AND NOT reads", "words:align^5", "\\", "' } RETURN 1 //"],
)  # fmt: skip
def test_lucenes_language_is_only_text(filled: Graph, text: str) -> None:
    try:
        found = ask(filled, text)
    except BadRequest:
        return
    assert "hda/5" not in found
    assert len(found) < len(THINGS) - 2


def test_pages_hold_everything_once_in_order(filled: Graph) -> None:
    explorer, pages, after = Explorer(filled), [], None
    while found := explorer.search("align", limit=3, after=after):
        pages.append(names(found))
        if not (after := found.after):
            break
    assert [len(page) for page in pages] == [3, 3, 2]
    assert [one for page in pages for one in page] == ask(filled, "align")


def test_what_may_not_be_read_is_not_found_and_leaves_no_trace(filled: Graph) -> None:
    assert ask(filled, "zebrafish", ADA) == ask(filled, "secret", ANONYMOUS) == []
    assert ask(filled, "zebrafish", BOB) == ["hda/5"]
    assert ask(filled, "align", ANONYMOUS) == ["hda/7"]
    assert ask(filled, "align", BOB) == ["hda/7", "hda/6"]
    assert ask(filled, "align", Caller(2, roles=frozenset({5}), instance="main")) == ["hda/8", "hda/7", "hda/6"]
    assert Explorer(filled, caller=ANONYMOUS).search("align", limit=1).after is None
    with pytest.raises(Forbidden):
        ask(filled, "zebrafish", ADA, history=2)


CALLERS = (ADMIN, ADA, BOB, Caller(3, roles=frozenset({5}), instance="main"), ANONYMOUS)


def test_everybody_finds_exactly_the_matches_that_they_may_read(filled: Graph) -> None:
    texts = {thing: node(thing, given).properties.get("words") or "" for thing, given in THINGS.items()}
    words = {thing: words_in(text) for thing, text in texts.items()}
    for caller in CALLERS:
        readable = Access(filled, caller, "main").readable(f"main/{thing}" for thing in THINGS)
        for text in ("align", "zebrafish", "bam", "secret ", "open", "bowtie", "plans", "1"):
            matches = {thing for thing in THINGS if Query(text).matches(words[thing])}
            wanted = {thing for thing in matches if f"main/{thing}" in readable and not thing.startswith("user")}
            assert set(ask(filled, text, caller)) == wanted, (caller, text)


@pytest.mark.parametrize(
    "asked",
    [{"query": ""}, {"query": " ?! "}, {"query": "x" * 1001}, {"query": " ".join("abcdefghijklmnopqrstuv")},
     {"query": "x", "kind": "job"}, {"query": "x", "limit": 0}, {"query": "x", "limit": 201},
     {"query": "x", "after": {"after": "nonsense"}}, {"query": "x", "after": {}}],
)  # fmt: skip
def test_bad_questions_are_refused(filled: Graph, asked: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        Explorer(filled).search(**asked)


def test_a_history_that_is_not_there(filled: Graph) -> None:
    with pytest.raises(NotFound):
        ask(filled, "align", history=77)


def test_the_index_follows_what_is_written(filled: Graph) -> None:
    assert ask(filled, "zebrafish") == ["hda/5"]
    writer = filled.writer()
    writer.apply([node("hda/5", {"name": "renamed"}), node("hda/10", {"name": "zebrafish again"})])
    assert ask(filled, "zebrafish") == ["hda/10"]
    writer.remove_nodes("Dataset", ["main/hda/10"])
    assert ask(filled, "zebrafish") == []


def test_a_word_is_found_with_its_end_and_without(filled: Graph) -> None:
    first, second = f"hda/{WITHOUT_END}", f"hda/{WITHOUT_END + 1}"
    made = [node(thing, {"name": "Copepod counts_1"}) for thing in (first, second)]
    assert [END in row.properties["words"] for row in made] == [False, True]
    filled.writer().apply(made)
    for words in ("copepod", "copepod ", "cope", "counts copepo", "counts 1", "counts_1", "1 copepod "):
        assert ask(filled, words) == [second, first], words
    assert ask(filled, "cope ") == ask(filled, "copep ") == ask(filled, "copeq") == []


def test_in_a_graph_from_before_words_had_ends_the_same_is_found(graph: Graph) -> None:
    assert ask(graph, "anything") == []
    nodes = [node(thing, properties) for thing, properties in THINGS.items()]
    bare = [row._replace(properties=without_ends(row.properties)) for row in nodes]
    graph.writer().apply(bare, [edge(*each) for each in EDGES])
    answers = {about: ask(graph, words) for about, (words, _) in FOUND.items()}
    assert answers == {about: wanted for about, (_, wanted) in FOUND.items()}
    assert ask(graph, "align", BOB) == ["hda/7", "hda/6"]


def without_ends(properties: Mapping[str, Any]) -> dict[str, Any]:
    words = str(properties.get("words", "")).replace(END, "")
    return {**properties, "words": words} if words else dict(properties)
