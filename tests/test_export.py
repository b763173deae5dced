"""Documents written as HTML, Markdown, JSON and text: nothing is lost, nothing in the text can act."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from diplomatics import DiplomaticsError, Record, export, read, record

TEXTS = Path(__file__).parent / "fixtures" / "texts"
EVIL = '<script>alert(1)</script> & "quoted" <img src=x onerror=alert(1)>'


class Page(HTMLParser):
    """The tags, links and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.words = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data


def page(data: bytes, name: str = "x.md") -> Page:
    made = Page()
    made.feed(export(read(data, name=name), "html").decode())
    return made


def blocks(document):
    return [(block.kind, block.number, document.words(block)) for block in document.blocks]


@pytest.mark.parametrize("name", ["letter.txt", "resolution.txt"])
def test_markdown_reads_back_to_the_same_blocks_and_identity(name):
    """Kind, number and words of each."""
    document = read(TEXTS / name)
    again = read(export(document, "md"), name="x.md")
    assert [(number, words) for _, number, words in blocks(again)] == [
        (number, words) for _, number, words in blocks(document)
    ]
    assert (again.identity.kind, again.identity.symbols) == (document.identity.kind, document.identity.symbols)


def test_the_signs_of_markdown_in_a_text_are_read_back_as_signs():
    """Escaped when they are written."""
    words = r"A *star*, an _underscore_, a [bracket], a # sign, a \ stroke and a <sup>."
    document = read(words.encode(), name="x.txt")
    if document.source.media_type == "text/plain":
        assert read(export(document, "md"), name="x.md").text == words


def test_html_escapes_the_text():
    """A script in a document is words."""
    made = page(EVIL.encode(), "x.txt")
    assert {tag for tag, _ in made.tags} & {"script", "img"} == set()
    assert "alert(1)" in made.words


def test_html_escapes_the_name_of_the_file():
    """It stands in the title."""
    made = page(b"The words.", "<script>x</script>.txt")
    assert "script" not in {tag for tag, _ in made.tags}


def test_html_links_lead_to_web_addresses_only():
    """javascript: and data: are words; a quotation mark cannot leave its attribute."""
    made = page(b'**a** [one](javascript:alert) [two](data:text/html) [three](https://undocs.org/"onclick="x)')
    targets = [attributes["href"] for tag, attributes in made.tags if tag == "a"]
    assert all(target.startswith(("https://", "http://", "#")) for target in targets)
    assert all("onclick" not in attributes for _, attributes in made.tags)
    assert "one" in made.words and "two" in made.words


def test_html_forbids_every_script_and_everything_from_elsewhere():
    """By a content security policy in the page itself."""
    (policy,) = [a["content"] for t, a in page(b"x.").tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy


@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [
        ("إن مجلس الأمن يشير إلى قراراته السابقة ويعيد تأكيد التزامه بسيادة الدول.", "ar", "rtl"),
        ("安全理事会回顾其以往各项决议，重申对各国主权的坚定承诺。", "zh", None),
        ("The Security Council recalls its resolutions.", "en", None),
    ],
)
def test_html_gives_language_and_direction(text, language, direction):
    """Arabic is set from right to left."""
    (root,) = [attributes for tag, attributes in page(text.encode(), "x.txt").tags if tag == "html"]
    assert (root["lang"], root.get("dir")) == (language, direction)


@pytest.mark.parametrize("name", ["letter.txt", "resolution.txt"])
def test_the_record_decodes_to_the_same_record(name):
    """From the indented form and from the line."""
    document = read(TEXTS / name)
    for form in ("json", "jsonl"):
        assert msgspec.json.decode(export(document, form), type=Record) == record(document)
    assert export(document, "jsonl").count(b"\n") == 1


def test_the_record_is_strict_about_its_fields():
    """A record with an unknown kind of block does not decode."""
    made = json.loads(export(read(b"The words."), "json"))
    made["blocks"][0]["kind"] = "poem"
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(json.dumps(made), type=Record)


def test_text_has_every_word_and_its_notes():
    """Markers stand in square brackets where they stood."""
    data = b"The Council,<sup>1</sup> recalling.\n\n<sup>1</sup> See A/86/1."
    assert export(read(data, name="x.md"), "txt") == b"The Council,[1] recalling.\n\n[1] See A/86/1.\n"


def test_an_unknown_format_is_refused_by_name():
    """With those that there are."""
    with pytest.raises(DiplomaticsError, match="papyrus"):
        export(read(b"The words."), "papyrus")
