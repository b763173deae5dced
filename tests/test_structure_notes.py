"""Footnotes: told by their markers, anchored where the markers stood, and the markers taken out of the text."""

from __future__ import annotations

from diplomatics import read


def document(text: str, name: str = "x.md"):
    return read(text.encode(), name=name)


def anchored(found) -> list[tuple[str, list[str]]]:
    """Each note's marker with the words just before its anchors."""
    return [(note.marker, [found.text[max(0, at - 8) : at] for at in note.anchors]) for note in found.notes]


def test_a_raised_marker_anchors_its_note():
    """It is no longer in the text, and its place is kept when lines are joined."""
    found = document(
        "The Council,<sup>1</sup>\nrecalling its decisions.<sup>2</sup>\n\n<sup>1</sup> One.\n\n<sup>2</sup> Two."
    )
    assert found.words(found.blocks[0]) == "The Council, recalling its decisions."
    assert anchored(found) == [("1", ["Council,"]), ("2", ["cisions."])]
    assert [note.exact for note in found.notes] == ["One.", "Two."]


def test_unicode_superscripts_are_raised_markers():
    """Two figures are one marker."""
    found = document("The Council,¹² recalling its decisions.\n\n¹² See the annex.", "x.txt")
    assert anchored(found) == [("12", ["Council,"])]
    assert found.text == "The Council, recalling its decisions.\nSee the annex."


def test_stars_anchor_starred_notes():
    """One star and two are different markers."""
    found = document("Item 5 of the list*\n\nThe words.** They stand.\n\n* A/86/50.\n\n** A/86/51.", "x.txt")
    assert [(note.marker, note.exact, len(note.anchors)) for note in found.notes] == [
        ("*", "A/86/50.", 1), ("**", "A/86/51.", 1),
    ]  # fmt: skip
    assert "*" not in found.text


def test_a_star_without_a_note_stays_in_the_text():
    """It may be a reissue mark, or a sign of the text."""
    assert document("The words* stand.", "x.txt").text == "The words* stand."


def test_a_marker_that_stands_twice_anchors_one_note_twice():
    """Where there is only one note with it."""
    found = document("One<sup>1</sup> and two<sup>1</sup> words.\n\n<sup>1</sup> The note.")
    assert anchored(found) == [("1", ["One", " and two"])] or len(found.notes[0].anchors) == 2
    assert found.words(found.blocks[0]) == "One and two words."


def test_notes_may_begin_at_1_again_in_an_annex():
    """The second note 1 belongs to the second marker 1."""
    found = document(
        "The first words.<sup>1</sup>\n\n<sup>1</sup> First note.\n\nAnnex\n\nThe other words.<sup>1</sup>\n\n"
        "<sup>1</sup> Second note."
    )
    assert [(n.exact, found.part_of(n.start), [found.part_of(at) for at in n.anchors]) for n in found.notes] == [
        ("First note.", 0, [0]), ("Second note.", 1, [1]),
    ]  # fmt: skip


def test_square_kilometres_are_no_note():
    """Though there is a note 2."""
    found = document("An area of 40 km<sup>2</sup> was closed.<sup>2</sup>\n\n<sup>2</sup> The note.")
    assert found.words(found.blocks[0]) == "An area of 40 km2 was closed."
    assert anchored(found) == [("2", [" closed."])]


def test_a_marker_between_two_spaces_leaves_one():
    """The words around it close up."""
    found = document("The words <sup>1</sup> stand here.\n\n<sup>1</sup> The note.")
    assert found.words(found.blocks[0]) == "The words stand here."
    assert anchored(found) == [("1", ["he words"])]


def test_two_markers_at_one_place_are_two_anchors():
    """Side by side, each of its own note."""
    found = document("The words.<sup>1</sup> <sup>2</sup> They stand.\n\n<sup>1</sup> One.\n\n<sup>2</sup> Two.")
    assert found.words(found.blocks[0]) == "The words. They stand."
    assert [[found.text[at - 1] for at in note.anchors] for note in found.notes] == [["."], ["."]]


def test_italics_after_a_marker_keep_their_words():
    """Marks move along when a marker is taken out."""
    found = document(
        "Seen<sup>1</sup> by the *Council* and<sup>2</sup> **Assembly** now.\n\n<sup>1</sup> One.\n\n<sup>2</sup> Two."
    )
    marked = {(mark.kind, found.text[mark.start : mark.end]) for mark in found.marks}
    assert {("italic", "Council"), ("bold", "Assembly")} <= marked
