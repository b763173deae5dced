from diplomatics.readers.docx import read_docx
from docx_builder import NOTE, docx, footnote, levels, lists, numbered, paragraph, run, table

CUSTOM = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="{}"/><w:t>{}</w:t></w:r>'


def lines(body, **parts):
    return read_docx(docx(body, **parts), "x.docx").lines


def texts(body, **parts):
    return [line.text for line in lines(body, **parts)]


def links(line):
    return [(line.text[m.start : m.end], m.target) for m in line.marks if m.kind == "link"]


def codes(transcript):
    return {remark.code: remark.message for remark in transcript.remarks}


def test_paragraphs_are_whole_lines():
    """Each paragraph is one whole line, in order; empty paragraphs are none."""
    found = lines(paragraph("To the Council") + paragraph() + paragraph("From ", "Belforia"))
    assert [(line.text, line.whole) for line in found] == [("To the Council", True), ("From Belforia", True)]


def test_style_says_what_a_heading_is():
    """A heading is told by the outline level in its chain of styles, with its depth, size and setting."""
    (line,) = lines(paragraph("Mandate", properties='<w:pStyle w:val="Sub"/>'))
    assert (line.role, line.depth, line.style, line.size, line.centred) == (
        "heading", 1, "Sub heading", 14.0, True,
    )  # fmt: skip
    assert [(m.kind, m.start, m.end) for m in line.marks] == [("bold", 0, 7)]


def test_character_style_toggles_bold_off():
    """A bold character style in a bold paragraph style prints as not bold; a direct setting decides."""
    body = paragraph(
        run("light ", '<w:rStyle w:val="Strong"/>'), run("dark", '<w:rStyle w:val="Strong"/><w:b/>'),
        properties='<w:pStyle w:val="Heading2"/>',
    )  # fmt: skip
    (line,) = lines(body)
    assert [line.text[m.start : m.end] for m in line.marks] == ["dark"]


def test_marks_cover_words():
    """Adjacent runs of one kind are one mark, which begins and ends at words."""
    (line,) = lines(paragraph("The ", run("Secur", "<w:i/>"), run("ity ", "<w:i/>"), "Council"))
    assert [(m.kind, line.text[m.start : m.end]) for m in line.marks] == [("italic", "Security")]


def test_superscript_and_size():
    """Raised characters are marked; the size of a line is that of most of its characters."""
    (line,) = lines(paragraph(run("x", '<w:vertAlign w:val="superscript"/><w:sz w:val="14"/>'), "squared words"))
    assert [m.kind for m in line.marks] == ["superscript"]
    assert line.size == 10.0


def test_hyperlinks_of_every_kind():
    """Link elements, simple fields and complex fields are links on their words; others are not."""
    body = paragraph(
        "See ", f'<w:hyperlink r:id="l">{run("A/80/6")}</w:hyperlink>', ", ",
        f'<w:fldSimple w:instr=\'HYPERLINK "https://b.org/x" \\l "p"\'>{run("B")}</w:fldSimple>', ", ",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://c.</w:instrText></w:r>'
        '<w:r><w:instrText>org" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        run("C", "<w:i/>"), run(" here"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        f'<w:hyperlink w:anchor="sect2">{run(" below")}</w:hyperlink>', " page ",
        f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>',
    )  # fmt: skip
    (line,) = lines(body, links={"l": "https://docs.un.org/en/A/80/6"})
    assert line.text == "See A/80/6, B, C here below page 7"
    assert links(line) == [
        ("A/80/6", "https://docs.un.org/en/A/80/6"), ("B", "https://b.org/x#p"), ("C here", "https://c.org"),
        ("below", "#sect2"),
    ]  # fmt: skip


def test_field_within_an_instruction():
    """The result of a field that stands in the instruction of another is not printed."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = mark.format("begin") + mark.format("separate") + run("25-01234") + mark.format("end")
    body = paragraph("a", mark.format("begin"), inner, mark.format("separate"), run("b"), mark.format("end"), "c")
    assert texts(body) == ["abc"]


def test_field_that_never_ends_swallows_nothing():
    """A field that has lost its end keeps its words, and the paragraphs after it."""
    body = paragraph("a ", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "b") + paragraph("c")
    assert texts(body) == ["a b", "c"]


def test_footnote_anchor_and_number():
    """A footnote follows its paragraph; its anchor has no width and stands where the marker was."""
    body = paragraph("As decided", NOTE.format(2), ", and so", NOTE.format(3), ".") + paragraph("Next.")
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        + footnote(2, paragraph("<w:r><w:footnoteRef/></w:r>", " See A/80/6."), paragraph("Also annex."))
        + footnote(3, paragraph("Ibid."))
    )
    first, note, more, second, after = lines(body, footnotes=notes)
    assert first.text == "As decided, and so."
    assert [(m.start, m.end, m.target) for m in first.marks] == [(10, 10, note.id), (18, 18, second.id)]
    assert (note.role, note.number, note.text) == ("note", "1", "See A/80/6.")
    assert (more.role, more.number, more.text, more.id) == ("note", "", "Also annex.", note.id)
    assert (second.number, second.text, after.text) == ("2", "Ibid.", "Next.")


def test_custom_marker_is_out_of_the_text():
    """A custom marker is the number of its note, in neither text; it does not count."""
    body = paragraph("Title", CUSTOM.format(2, "*")) + paragraph("Words", NOTE.format(3))
    notes = footnote(2, paragraph("*", " A/80/50.")) + footnote(3, paragraph("Ibid."))
    title, note, words, other = lines(body, footnotes=notes)
    assert (title.text, note.number, note.text) == ("Title", "*", "A/80/50.")
    assert (words.text, other.number) == ("Words", "1")


def test_custom_marker_in_the_next_run():
    """The characters of a custom marker may stand in the run after the reference."""
    body = paragraph("Title", CUSTOM.format(2, ""), run("**"), " end")
    title, note = lines(body, footnotes=footnote(2, paragraph("**A/80/50.")))
    assert (title.text, note.number, note.text) == ("Title end", "**", "A/80/50.")


def test_notes_restart_in_each_section():
    """Footnote numbers begin again where the section says so; endnotes are counted in small Roman figures."""
    section = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
    body = (
        paragraph("a", NOTE.format(2)) + paragraph("b", NOTE.format(3), properties=section)
        + paragraph("c", NOTE.format(4), '<w:r><w:endnoteReference w:id="2"/></w:r>') + section
    )  # fmt: skip
    notes = "".join(footnote(id_, paragraph("n")) for id_ in (2, 3, 4))
    endnotes = f'<w:endnote w:id="2">{paragraph("e")}</w:endnote>'
    found = lines(body, footnotes=notes, endnotes=endnotes)
    assert [line.number for line in found if line.role == "note"] == ["1", "2", "1", "i"]


def test_table_rows_keep_their_columns():
    """A row is one line; a cell that spans columns or goes on from above leaves empty cells."""
    wide = f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("both")}'
    below = f"<w:tcPr><w:vMerge/></w:tcPr>{paragraph()}"
    two = paragraph("first") + paragraph("second")
    found = lines(table(["a", wide], [below, two, "c"], ["", "", ""]))
    assert [(line.role, line.text) for line in found] == [("row", "a\tboth\t"), ("row", "\tfirst second\tc")]


def test_nested_table_is_read_in_its_cell():
    """The words of a table within a cell stand in that cell, in order."""
    assert texts(table(["a", paragraph("b") + table(["c", "d"]) + paragraph("e")])) == ["a\tb c d e"]


def test_number_note_and_link_in_a_row():
    """Automatic numbers, links and notes work in cells; the note follows the row."""
    cell = numbered("point", 1).replace("</w:p>", NOTE.format(2) + "</w:p>")
    link = f'<w:p><w:hyperlink r:id="l">{run("76/3")}</w:hyperlink></w:p>'
    row, note = lines(
        table([cell, link]), links={"l": "https://x.org"}, footnotes=footnote(2, paragraph("n")),
        numbering=levels(("upperLetter", "%1.")) + lists(n1=0),
    )  # fmt: skip
    assert (row.text, row.number, links(row)) == ("A. point\t76/3", "A.", [("76/3", "https://x.org")])
    assert (note.role, note.text) == ("note", "n")


def test_margins_of_pages():
    """The header of the first page heads the document; running heads come last, each text once."""
    references = (
        '<w:headerReference w:type="first" r:id="header1"/>'
        '<w:headerReference w:type="default" r:id="header2"/>'
        '<w:headerReference w:type="even" r:id="header3"/>'
        '<w:footerReference w:type="default" r:id="footer1"/>'
    )
    section = f"<w:sectPr>{references}<w:titlePg/></w:sectPr>"
    later = '<w:sectPr><w:headerReference w:type="default" r:id="header4"/></w:sectPr>'
    found = lines(
        paragraph("Words.", properties=section) + paragraph("More.") + later,
        parts={
            "header1": table(["United Nations", paragraph("A/80/6") + paragraph("Distr.: General")]),
            "header2": paragraph("A/80/6"), "header3": paragraph("unused"), "header4": paragraph("A/80/6"),
            "footer1": paragraph("25-01234"),
        },
    )  # fmt: skip
    assert [(line.role, line.text) for line in found] == [
        ("", "United Nations"), ("", "A/80/6"), ("", "Distr.: General"), ("", "Words."), ("", "More."),
        ("running", "A/80/6"), ("running", "25-01234"),
    ]  # fmt: skip


def test_text_box_is_read_once():
    """A text box is read where it is anchored, from the first alternative only."""
    box = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    shape = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(paragraph("Before", shape, " after") + paragraph("Next")) == [
        "Before after",
        "In the box",
        "Next",
    ]


def test_revisions_are_accepted():
    """Insertions are read, deletions are not, and their numbers are told."""
    body = paragraph(
        "Belforia ", f'<w:ins w:id="1">{run("and Norland ")}</w:ins>',
        '<w:del w:id="2"><w:r><w:delText>never </w:delText></w:r></w:del>', "agree",
        f'<w:moveFrom w:id="3">{run(" moved")}</w:moveFrom>',
    )  # fmt: skip
    transcript = read_docx(docx(body), "x")
    assert [line.text for line in transcript.lines] == ["Belforia and Norland agree"]
    assert "insertions kept: 1, deletions left out: 2" in codes(transcript)["docx.tracked_changes"]


def test_deleted_paragraphs_and_rows():
    """A deleted paragraph mark joins two paragraphs; a deleted paragraph or row is gone, and not counted."""
    gone = '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr>'
    deleted = '<w:del w:id="2"><w:r><w:delText>out</w:delText></w:r></w:del>'
    struck = table(["lost"]).replace("<w:tc>", '<w:trPr><w:del w:id="3"/></w:trPr><w:tc>')
    rows = table(["kept"]) + struck
    body = (
        paragraph(deleted, properties=gone) + numbered("first", 1)
        + paragraph("half ", properties='<w:rPr><w:del w:id="4"/></w:rPr>') + paragraph("and half") + rows
    )  # fmt: skip
    assert texts(body, numbering=levels(("decimal", "%1.")) + lists(n1=0)) == [
        "1. first",
        "half and half",
        "kept",
    ]


def test_what_is_set_aside_is_told():
    """Hidden text and comments are not read, and that is said."""
    body = paragraph("Seen", run(" unseen", "<w:vanish/>"), '<w:r><w:commentReference w:id="1"/></w:r>')
    transcript = read_docx(docx(body, comments=f'<w:comment w:id="1">{paragraph("Check")}</w:comment>'), "x")
    assert [line.text for line in transcript.lines] == ["Seen"]
    assert codes(transcript).keys() == {"docx.hidden_text", "docx.comments"}


def test_special_characters():
    """Tabs and breaks are one space, hyphens keep their kind, symbols are the signs they print."""
    inner = (
        "<w:t>A/80/6</w:t><w:noBreakHyphen/><w:t>S/2025/1</w:t><w:tab/><w:tab/><w:t>co</w:t><w:softHyphen/>"
        '<w:t>operate</w:t><w:br/><w:t xml:space="preserve"> in </w:t><w:sym w:font="Symbol" w:char="F061"/>'
    )
    assert texts(paragraph(f"<w:r>{inner}</w:r>")) == ["A/80/6\u2011S/2025/1 cooperate in α"]


def test_unknown_symbols_are_told():
    """A sign of a font that is not known keeps its code, and that is said."""
    transcript = read_docx(docx(paragraph('<w:r><w:sym w:font="Emblems" w:char="F021"/></w:r>')), "x")
    assert transcript.lines[0].text == "\uf021"
    assert "docx.symbols" in codes(transcript)


def test_wrappers_are_transparent():
    """Content controls, smart tags, ruby and formulas hide no text; placeholders' settings are none."""
    body = paragraph(
        f"<w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr></w:sdtPr><w:sdtContent>{run('a')}</w:sdtContent></w:sdt>",
        f'<w:smartTag w:element="x">{run("b")}</w:smartTag>',
        f"<w:r><w:ruby><w:rt>{run('c')}</w:rt><w:rubyBase>{run('d')}</w:rubyBase></w:ruby></w:r>",
        "<m:oMath><m:r><m:t>e=f</m:t></m:r></m:oMath>",
    )
    (line,) = lines(f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>")
    assert (line.text, line.marks) == ("abcde=f", ())


def test_languages_of_lines():
    """The language of most text is the transcript's; lines in another language say so."""
    transcript = read_docx(
        docx(
            paragraph("The words of the greater part of this letter")
            + paragraph(run("Les mots", '<w:lang w:val="fr-FR"/>'))
            + paragraph("安全理事会")
            + paragraph(run("مجلس الأمن", "<w:rtl/>"))
        ),
        "x",
    )
    assert transcript.language == "en"
    assert [line.language for line in transcript.lines] == ["", "fr", "zh", "ar"]
