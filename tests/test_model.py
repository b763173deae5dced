"""Spans and documents: values that notice when they are wrong."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomatics.model.document import Block, Document, Footnote, Part, outline
from diplomatics.model.errors import InvalidDocument, ReadError, StaleSpan
from diplomatics.model.identity import Identity
from diplomatics.model.span import Span
from diplomatics.model.transcript import Mark, Source

SOURCE = Source(name="x.txt", sha256="", media_type="text/plain")


def document(text: str, *blocks: Block, **fields: object) -> Document:
    parts = fields.pop("parts", (Part(kind="letter", start=0, end=len(text)),))
    return Document(source=SOURCE, identity=Identity(), text=text, blocks=blocks, parts=parts, **fields)


def block(start: int, end: int, kind: str = "paragraph", **fields: object) -> Block:
    return Block(kind=kind, start=start, end=end, **fields)


@given(st.text(min_size=1), st.data())
def test_a_span_covers_its_words_in_its_own_text_only(text, data):
    """A span verifies against the text it was made from, and fails loudly against one that differs there."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of(text, start, end)
    span.verify(text)
    other = text[:start] + ("x" if text[start] != "x" else "y") + text[start + 1 :]
    with pytest.raises(StaleSpan):
        span.verify(other)


def test_values_are_frozen():
    """Nothing is changed after it is made."""
    with pytest.raises(AttributeError):
        Span.of("abc", 0, 1).start = 2


def test_a_document_refuses_blocks_that_overlap():
    """Two blocks that share a character are a fault of the program."""
    with pytest.raises(InvalidDocument, match="before the block before it ends"):
        document("One.\nTwo.", block(0, 5), block(4, 9))


def test_a_document_refuses_to_lose_text_between_blocks():
    """Characters outside every block would be lost in every export."""
    with pytest.raises(InvalidDocument, match="text is lost"):
        document("One. Two.", block(0, 4))
    with pytest.raises(InvalidDocument, match="text is lost before block 1"):
        document("One. and Two.", block(0, 4), block(9, 13))


def test_a_document_refuses_a_block_across_two_parts():
    """Each block lies in exactly one part."""
    parts = (Part(kind="letter", start=0, end=4), Part(kind="annex", start=5, end=9))
    with pytest.raises(InvalidDocument, match="crosses the border"):
        document("One.\nTwo.", block(0, 9), parts=parts)


def test_a_document_refuses_anchors_and_marks_outside_its_text():
    """A note is anchored, and a mark set, where there is text."""
    note = Footnote.of("One.", 0, 4, marker="1", anchors=(9,))
    with pytest.raises(InvalidDocument, match="anchored outside"):
        document("One.", block(0, 4), notes=(note,))
    with pytest.raises(InvalidDocument, match="outside the text"):
        document("One.", block(0, 4), marks=(Mark(2, 9, "bold"),))


def test_a_document_refuses_a_stale_note():
    """A note whose words are not in the text was made from another text."""
    with pytest.raises(StaleSpan):
        document("One.", block(0, 4), notes=(Footnote(start=0, end=4, exact="Two.", marker="1"),))


def test_an_outline_hangs_items_from_their_paragraphs():
    """The tree is derived from the depths of the flat blocks."""
    text = "1.\n(a)\n(i)\n(b)\n2."
    flat = (block(0, 2), block(3, 6, depth=1), block(7, 10, depth=2), block(11, 14, depth=1), block(15, 17))
    (branch,) = outline(document(text, *flat))
    assert [n.block.start for n in branch.nodes] == [0, 15]
    assert [n.block.start for n in branch.nodes[0].children] == [3, 11]
    assert [n.block.start for n in branch.nodes[0].children[0].children] == [7]


def test_an_outline_stands_any_depth():
    """Ten thousand levels of nesting do not exhaust the stack."""
    text = "\n".join("x" * 10_000)
    flat = tuple(block(2 * i, 2 * i + 1, depth=i) for i in range(10_000))
    (branch,) = outline(document(text, *flat))
    node, levels = branch.nodes[0], 1
    while node.children:
        node, levels = node.children[0], levels + 1
    assert levels == 10_000


def test_a_read_error_is_one_sentence():
    """What was wrong, where, and what to do."""
    error = ReadError("a.pdf", "the file is encrypted", "give a copy without a password")
    assert str(error) == "a.pdf: the file is encrypted; give a copy without a password."


def test_an_identity_of_nothing_says_nothing():
    """Fields that a document does not have are null or empty, never guessed."""
    blank = msgspec.structs.asdict(Identity())
    assert {name for name, value in blank.items() if value} == {"kind", "circulation"}
