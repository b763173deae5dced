from hypothesis import given, settings
from hypothesis import strategies as st

from diplomatics.model.errors import ReadError
from diplomatics.model.transcript import Transcript
from diplomatics.readers.html import read_html


def read(page):
    return read_html(page.encode() if isinstance(page, str) else page, "x.html")


def lines(page):
    return read(page).lines


def texts(page):
    return [line.text for line in lines(page)]


def links(line):
    return [(line.text[m.start : m.end], m.target) for m in line.marks if m.kind == "link"]


def test_blocks_are_whole_lines():
    """Paragraphs, bare text and headings are whole lines; white space is single, entities are read."""
    found = lines("<h1>Letter</h1>bare <div>in a\n  div<p>One&nbsp;&amp; two</div><h3>Sub</h3>")
    assert [(line.role, line.depth, line.text, line.whole) for line in found] == [
        ("heading", 0, "Letter", True), ("", 0, "bare", True), ("", 0, "in a div", True),
        ("", 0, "One\u00a0& two", True), ("heading", 2, "Sub", True),
    ]  # fmt: skip


def test_line_breaks():
    """Each line break begins a line that may be joined again; two of them leave a blank."""
    found = lines("<p>General Assembly<br>Security Council<br><br>Eightieth year</p><p>Next</p>")
    assert [(line.text, line.gap, line.whole) for line in found] == [
        ("General Assembly", "blank", False), ("Security Council", "break", False),
        ("Eightieth year", "blank", False), ("Next", "blank", True),
    ]  # fmt: skip


def test_marks_and_links():
    """Links and emphasis are marks on their words, also by style; scripts are no links."""
    (line,) = lines(
        '<p>See <a href="https://docs.un.org/en/A/80/6"><b>A/80</b>/6</a>, <i>Noting</i> '
        '<span style="font-weight:700">bold</span> <a href="javascript:go()">go</a> x<sup>2</sup></p>'
    )
    assert links(line) == [("A/80/6", "https://docs.un.org/en/A/80/6")]
    assert [(m.kind, line.text[m.start : m.end]) for m in line.marks if m.kind != "link"] == [
        ("bold", "A/80"), ("italic", "Noting"), ("bold", "bold"), ("superscript", "2"),
    ]  # fmt: skip


def test_relative_links_start_from_the_address_of_the_page():
    """A page that says where it came from completes its links; a link within the page stays."""
    (line,) = lines(
        '<head><link rel="canonical" href="https://press.un.org/en/2025/x.htm"></head>'
        '<p><a href="../y.htm">y</a> <a href="#top">top</a></p>'
    )
    assert links(line) == [("y", "https://press.un.org/en/y.htm"), ("top", "#top")]


def test_numbers_of_lists():
    """List items carry the numbers that a browser prints, by type, start, value, and depth."""
    found = lines(
        "<ol><li>one<li>two<ol type=a><li>in</ol></ol><ol type=I start=4><li>four<li value=9><p>nine</p></ol>"
        "<ul><li>point</ul><ol reversed><li>x<li>y</ol><ol style='list-style-type:lower-roman'><li>z</ol>"
        "<ul style='list-style:none'><li>bare</ul>"
    )
    assert [(line.text, line.number, line.depth) for line in found] == [
        ("1. one", "1.", 0), ("2. two", "2.", 0), ("a. in", "a.", 1), ("IV. four", "IV.", 0),
        ("IX. nine", "IX.", 0), ("• point", "•", 0), ("2. x", "2.", 0), ("1. y", "1.", 0), ("i. z", "i.", 0),
        ("bare", "", 0),
    ]  # fmt: skip


def test_tables():
    """A table of data is rows; one that lays out the page is read cell by cell."""
    data = "<table><tr><th>State<th colspan=2>Votes<tr><td>Norland<td>in<br>favour<td>1</table>"
    assert [(line.role, line.text) for line in lines(data)] == [
        ("row", "State\tVotes\t"), ("row", "Norland\tin favour\t1"),
    ]  # fmt: skip
    layout = "<table><tr><td><h1>Head</h1><td><p>One<p>Two</table><table><tr><td>box</table>"
    assert [(line.role, line.text) for line in lines(layout)] == [
        ("heading", "Head"), ("", "One"), ("", "Two"), ("", "box"),
    ]  # fmt: skip


def test_footnotes():
    """A note follows the line of its marker, which is out of the text; the way back is no text."""
    found = lines(
        '<p>As decided<sup><a href="#fn1" id="r1">1</a></sup> and<sup><a href="#fn2">2</a></sup>.</p>'
        "<p>Next.</p>"
        '<div id="notes"><p id="fn1"><a href="#r1">1</a> See <a href="https://x.org">A/80/6</a>.</p>'
        '<p id="fn2">2. 1967 borders. <a href="#r1">see 1</a></p></div>'
    )
    text, first, second, after = found
    assert text.text == "As decided and."
    assert [(m.kind, m.start, m.end, m.target) for m in text.marks] == [
        ("anchor", 10, 10, "fn1"), ("anchor", 14, 14, "fn2"),
    ]  # fmt: skip
    assert (first.role, first.id, first.number, first.text) == ("note", "fn1", "1", "See A/80/6.")
    assert links(first) == [("A/80/6", "https://x.org")]
    assert (second.number, second.text, after.text) == ("2", "1967 borders. see 1", "Next.")


def test_notes_in_a_list():
    """Notes that are items of a list carry their marker as number, not that of the list."""
    _, note, more = lines(
        '<p>Said<a id="a" href="#n" class="footnote-ref">3</a></p>'
        '<ol><li id="n"><p>First. <a href="#a">↩</a></p><p>Second.</p></ol>'
    )
    assert [(line.role, line.number, line.text, line.id) for line in (note, more)] == [
        ("note", "3", "First.", "n"), ("note", "", "Second.", "n"),
    ]  # fmt: skip


def test_links_within_a_page_are_no_notes():
    """A table of contents and its numbers stay text, although its links lead down the page."""
    found = texts('<p><a href="#s1">1</a> Scope</p><h2 id="s1">Scope</h2><p>Up: <a href="#s1">1</a></p>')
    assert found == ["1 Scope", "Scope", "Up: 1"]


def test_page_saved_by_word():
    """Word's own footnotes and automatic numbers are read from a page that it saved."""
    page = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=EN-US><div>
    <p class=MsoTitle align=center><b><span style='font-size:14.0pt'>Report<o:p></o:p></span></b></p>
    <p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span
    style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Decides<a href="#_ftn1"
    name="_ftnref1" title=""><span class=MsoFootnoteReference><![if !supportFootnotes]><span>[1]</span>
    <![endif]></span></a> to act.</p></div><div style='mso-element:footnote-list'><br clear=all><hr>
    <div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a>
    See A/80/6.</p></div></div>"""
    title, paragraph, note = lines(page)
    assert (title.text, title.size, title.centred, title.style) == ("Report", 14.0, True, "MsoTitle")
    assert (paragraph.number, paragraph.text) == ("1.", "1. Decides to act.")
    assert [(m.start, m.target) for m in paragraph.marks] == [(10, "_ftn1")]
    assert (note.role, note.number, note.text) == ("note", "1", "See A/80/6.")


def test_boilerplate_is_set_aside():
    """Menus, banners and search forms are running lines; the same elements within the article are not."""
    found = lines(
        "<header>Site</header><nav><ul><li>Home</ul></nav><form><label>Search</label></form>"
        "<form><p>The page is wrapped in a form.</p></form><div class='breadcrumb'>Home</div>"
        "<article><header><h1>Title</h1></header><p>Words.</p></article><footer>Contact</footer>"
    )
    assert [(line.role, line.text) for line in found] == [
        ("running", "Site"), ("running", "• Home"), ("running", "Search"),
        ("", "The page is wrapped in a form."), ("running", "Home"),
        ("heading", "Title"), ("", "Words."), ("running", "Contact"),
    ]  # fmt: skip


def test_what_is_not_shown_is_not_read():
    """Scripts, styles, the title of the window and hidden elements are no text; hidden text is told."""
    transcript = read(
        "<head><title>T</title><style>p {}</style></head><script>x</script><p>Seen<span "
        "style='display:none'>no</span></p><p hidden>nor this</p><!-- nor that -->"
    )
    assert [line.text for line in transcript.lines] == ["Seen"]
    assert [remark.code for remark in transcript.remarks] == ["html.hidden_text"]


def test_languages():
    """The language of the page is the transcript's; a line in another says so."""
    transcript = read('<html lang="en-US"><p>One<p lang="fr">Un<div lang="ar"><p>واحد</div><p>Two')
    assert transcript.language == "en"
    assert [line.language for line in transcript.lines] == ["", "fr", "ar", ""]


def test_encodings():
    """A byte-order mark, a declaration, or else the bytes themselves tell the encoding."""
    words = "Организация Объединённых Наций"
    declared = f"<meta charset=windows-1251><p>{words}".encode("cp1251")
    assert texts(declared) == [words]
    assert texts(f"<p>{words}".encode("utf-8-sig")) == [words]
    assert texts(f"<p>{words}".encode("utf-16")) == [words]
    assert texts(f"<meta charset=utf-8><p>{words}".encode()) == [words]
    assert texts(f"<meta charset=nonsense><p>{words}".encode()) == [words]


def test_preformatted_text_keeps_its_lines():
    """In preformatted text each line is a line."""
    assert texts("<pre>One\nTwo  wide\n\nThree</pre>") == ["One", "Two  wide", "Three"]


def test_deep_nesting():
    """Ten thousand elements within one another hide nothing and exhaust nothing."""
    deep = "<div>" * 10_000 + "<p>x<p>y" + "</div>" * 10_000 + "<p>z"
    transcript = read(deep)
    assert [line.text for line in transcript.lines] == ["x", "y", "z"]
    assert [remark.code for remark in transcript.remarks] == ["html.depth"]
    assert texts("<table><tr><td>" * 3000 + "x" + "</table>" * 3000 + "<p>z") == ["x", "z"]
    assert texts("<b>" * 10_000 + "x") == ["x"]


def test_pages_without_text():
    """A page that shows nothing is refused, with what to do."""
    for page in (b"<html></html>", b"<div id=app></div><script>run()</script>", b"<!-- -->"):
        try:
            read(page)
        except ReadError as error:
            assert "page" in str(error)
        else:
            raise AssertionError(page)


def outcome(data):
    try:
        return read_html(data, "x")
    except ReadError as error:
        return error


@given(st.binary(max_size=300))
def test_any_bytes_give_a_transcript_or_an_error(data):
    """Bytes of any kind give a transcript or a `ReadError`, no third thing."""
    assert isinstance(outcome(data), Transcript | ReadError)
    assert isinstance(outcome(b"<p>x" + data), Transcript | ReadError)


PIECES = [
    "<p>", "</p>", "<table>", "<tr>", "<td colspan=3>", "</table>", "<ol type=i>", "<li value=4>", "</ol>",
    "<br>", "<pre>", "<sup>", "<a href='#n'>1</a>", "<p id=n>", "</div>", "<div lang=fr>", "<h2>", "words ",
    "<nav>", "<span style='mso-list:Ignore'>", "</span>", "<b>", "&amp;", "<![if !x]>", "</a>", "<form>",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_tags_in_any_order_lose_no_words(pieces):
    """Tags in any order give a transcript that holds every word of the page."""
    page = "<p>start " + "".join(pieces)
    found = outcome(page.encode())
    assert isinstance(found, Transcript)
    words = " ".join(line.text for line in found.lines).replace(" ", "")
    assert words.count("words") == page.count("words")
