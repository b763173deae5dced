import pytest

from diplomatics.readers.docx import read_docx
from diplomatics.readers.docx_counting import write_number
from docx_builder import STYLES, docx, levels, lists, numbered, paragraph


def lines(body, **parts):
    return read_docx(docx(body, **parts), "x.docx").lines


@pytest.mark.parametrize(
    ("form", "number", "written"),
    [
        ("decimal", 12, "12"), ("decimalZero", 7, "07"), ("lowerLetter", 3, "c"), ("lowerLetter", 28, "bb"),
        ("upperLetter", 26, "Z"), ("lowerRoman", 14, "xiv"), ("upperRoman", 1990, "MCMXC"), ("none", 4, ""),
        ("ordinal", 22, "22nd"), ("russianLower", 3, "в"), ("chineseCounting", 12, "十二"),
        ("decimalFullWidth", 10, "１０"), ("arabicAbjad", 3, "ج"), ("lowerRoman", 0, "0"),
        ("unheard", 5, "5"),
    ],
)  # fmt: skip
def test_number_formats(form, number, written):
    """Numbers are written in Word's formats; an unknown format gives figures."""
    assert write_number(number, form) == written


def test_automatic_numbers_of_several_levels():
    """Lower levels begin again under each higher one, and name the levels above them."""
    found = lines(
        numbered("One", 1) + numbered("a", 1, 1) + numbered("b", 1, 1) + paragraph("between")
        + numbered("Two", 1) + numbered("c", 1, 1) + numbered("deep", 1, 2),
        numbering=levels(("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%1.%2.%3"))
        + lists(n1=0),
    )  # fmt: skip
    assert [line.text for line in found] == [
        "1. One", "(a) a", "(b) b", "between", "2. Two", "(a) c", "2.a.i deep",
    ]  # fmt: skip
    assert [line.number for line in found] == ["1.", "(a)", "(b)", "", "2.", "(a)", "2.a.i"]


def test_level_that_never_restarts():
    """A level whose restart is 0 counts on under the next higher number."""
    numbering = levels(("decimal", "%1."), ("decimal", "%2)"), extra='<w:lvlRestart w:val="0"/>') + lists(n1=0)
    found = lines(numbered("A", 1) + numbered("a", 1, 1) + numbered("B", 1) + numbered("b", 1, 1), numbering=numbering)
    assert [line.number for line in found] == ["1.", "1)", "2.", "2)"]


def test_legal_numbers_are_figures():
    """In a level set as legal, numbers of all levels are in figures."""
    numbering = levels(("upperRoman", "%1."), ("decimal", "%1.%2"), extra="<w:isLgl/>") + lists(n1=0)
    found = lines(numbered("A", 1) + numbered("B", 1) + numbered("b", 1, 1), numbering=numbering)
    assert [line.number for line in found] == ["I.", "II.", "2.1"]


def test_lists_of_one_abstract_list_count_on():
    """Lists that share an abstract list share its count, unless one overrides its start."""
    override = (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    numbering = levels(("decimal", "%1.")) + lists(n1=0, n2=0) + override
    found = lines("".join(numbered("x", n) for n in (1, 1, 2, 3, 3)), numbering=numbering)
    assert [line.number for line in found] == ["1.", "2.", "3.", "5.", "6."]


def test_override_of_a_whole_level():
    """A list may set one of its levels otherwise than its abstract list."""
    own = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="3"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="[%1]"/></w:lvl>'
        "</w:lvlOverride></w:num>"
    )
    found = lines(numbered("x", 2) + numbered("y", 2), numbering=levels(("decimal", "%1.")) + own)
    assert [line.number for line in found] == ["[C]", "[D]"]


def test_number_from_a_chain_of_styles():
    """A style gives its list to the styles based on it, and a level is tied to a style by the list."""
    styles = STYLES + (
        '<w:style w:type="paragraph" w:styleId="Para"><w:name w:val="Para"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="Child"/>'
        '<w:basedOn w:val="Para"/></w:style><w:style w:type="paragraph" w:styleId="Item">'
        '<w:name w:val="Item"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = levels(("decimal", "%1."), ("lowerLetter", "(%2)"), extra='<w:pStyle w:val="Item"/>') + lists(n1=0)

    def of(style, own=""):
        return paragraph("x", properties=f'<w:pStyle w:val="{style}"/>{own}')

    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    found = lines(of("Para") + of("Child") + of("Item") + of("Para", none), styles=styles, numbering=numbering)
    assert [line.number for line in found] == ["1.", "2.", "(a)", ""]


def test_list_that_stands_in_for_a_numbering_style():
    """An abstract list may borrow the levels of the one that carries a numbering style."""
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Annexes"/></w:abstractNum>'
    owner = levels(("upperRoman", "Annex %1")).replace("<w:lvl ", '<w:styleLink w:val="Annexes"/><w:lvl ', 1)
    (line,) = lines(numbered("Map", 2), numbering=owner + linked + lists(n1=0, n2=1))
    assert (line.number, line.text) == ("Annex I", "Annex I Map")


def test_bullets_and_typed_numbers():
    """A bullet is shown as the sign that it prints; a number typed by hand stays text."""
    symbol = '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>'
    numbering = levels(("bullet", "\uf0b7")).replace("</w:lvl>", symbol + "</w:lvl>") + lists(n1=0)
    found = lines(
        numbered("point", 1) + numbered("", 1) + paragraph("1.", "<w:r><w:tab/></w:r>", "typed"),
        numbering=numbering,
    )
    assert [(line.text, line.number) for line in found] == [("• point", "•"), ("1. typed", "")]
