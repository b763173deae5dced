"""The examples are read as a person reads them, field by field."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplomatics import export, read
from diplomatics.model.identity import AgendaItem, Circulation, Session, Signature

EXAMPLES = Path(__file__).parents[1] / "examples"
ASSEMBLY, COUNCIL = "General Assembly", "Security Council"
FILES = sorted(EXAMPLES.glob("*.txt"))

# What differs between the letters: symbols, dates, sender, signature, annex.
LETTERS = {
    "letter.ar.txt": {
        "symbols": ("A/85/433", "S/2031/204"), "dated": "2031-03-25", "issued": "2031-03-28",
        "title": "رسالة مؤرخة 25 آذار/مارس 2031 موجهة إلى الأمين العام من الممثل الدائم لقصرية لدى الأمم المتحدة",
        "sender": ("الممثل الدائم", "لقصرية"), "addressee": "الأمين العام",
        "signed": Signature(name="سليم النوري", titles=("السفير", "الممثل الدائم")),
        "item": "منع نشوب النزاعات المسلحة",
        "annex": ("مرفق", "وزارة خارجية قصرية", "بيان صادر عن وزارة خارجية قصرية بشأن حرية الملاحة في مضيق لورن"),
    },
    "letter.es.txt": {
        "symbols": ("A/85/421", "S/2031/195"), "dated": "2031-03-20", "issued": "2031-03-24",
        "title": "Carta de fecha 20 de marzo de 2031 dirigida al Secretario General por la Representante Permanente "
        "de Valdoria ante las Naciones Unidas",
        "sender": ("Representante Permanente", "Valdoria"), "addressee": "Secretario General",
        "signed": Signature(name="Elena Robles", titles=("Embajadora", "Representante Permanente")),
        "item": "Prevención de los conflictos armados",
        "annex": (
            "Anexo", "Ministerio de Relaciones Exteriores de Valdoria",
            "Declaración del Ministerio de Relaciones Exteriores de Valdoria sobre la libertad de navegación en el "
            "estrecho de Lorn",
        ),
    },
    "letter.fr.txt": {
        "symbols": ("A/85/418", "S/2031/191"), "dated": "2031-03-18", "issued": "2031-03-21",
        "title": "Lettre datée du 18 mars 2031, adressée au Secrétaire général par le Représentant permanent de la "
        "Montrésie auprès de l’Organisation des Nations Unies",
        "sender": ("Représentant permanent", "Montrésie"), "addressee": "Secrétaire général",
        "signed": Signature(name="Paul Verdier", titles=("L’Ambassadeur", "Représentant permanent")),
        "item": "Prévention des conflits armés",
        "annex": (
            "Annexe", "Ministère des affaires étrangères de la Montrésie",
            "Déclaration du Ministère des affaires étrangères de la Montrésie sur la liberté de navigation dans le "
            "détroit de Lorn",
        ),
    },
    "letter.ru.txt": {
        "symbols": ("A/85/426", "S/2031/199"), "dated": "2031-03-24", "issued": "2031-03-26",
        "title": "Письмо Постоянного представителя Норландии при Организации Объединенных Наций от 24 марта 2031 года "
        "на имя Генерального секретаря",
        "sender": ("Постоянный представитель", "Норландии"), "addressee": "Генеральный секретарь",
        "signed": Signature(name="Иван Северин", titles=("Посол", "Постоянный представитель")),
        "item": "Предотвращение вооруженных конфликтов",
        "annex": (
            "Приложение", "Министерства иностранных дел Норландии",
            "Заявление Министерства иностранных дел Норландии о свободе судоходства в проливе Лорн",
        ),
    },
    "letter.zh.txt": {
        "symbols": ("A/85/430", "S/2031/201"), "dated": "2031-03-25", "issued": "2031-03-27",
        "title": "2031年3月25日贝福里亚常驻联合国代表给秘书长的信",
        "sender": ("常驻代表", "贝福里亚"), "addressee": "秘书长",
        "signed": Signature(name="安娜·梅利奥尔", titles=("常驻代表", "大使")),
        "item": "预防武装冲突",
        "annex": ("附件", "贝福里亚外交部", "贝福里亚外交部关于洛恩海峡航行自由的声明"),
    },
}  # fmt: skip


def kinds(document) -> list[str]:
    return [block.kind for block in document.blocks if block.kind != "masthead"]


def slots(document) -> list[str]:
    return [block.slot for block in document.blocks if block.kind == "masthead"]


@pytest.mark.parametrize("name", LETTERS)
def test_identity_of_a_letter(name):
    """A letter in each language: who writes to whom, when, under which symbols, and what is asked."""
    expected, identity = LETTERS[name], read(EXAMPLES / name).identity
    language = name.split(".")[1]
    assert identity.kind == "letter"
    assert identity.symbols == expected["symbols"]
    assert identity.organs == (ASSEMBLY, COUNCIL)
    assert identity.distribution == "General"
    assert (identity.dated, identity.issued) == (expected["dated"], expected["issued"])
    assert (identity.language, identity.original) == (language, (language,))
    assert identity.sessions == (Session(organ=ASSEMBLY, session=85), Session(organ=COUNCIL, year=86))
    assert identity.agenda_items == (AgendaItem(numbers=("31",), title=expected["item"]),)
    assert identity.title == expected["title"]
    (sender,) = identity.senders
    assert (sender.role, sender.party) == expected["sender"]
    assert (sender.role_code, sender.party_code) == ("permanent_representative", None)
    assert identity.addressees == (expected["addressee"],)
    assert identity.addressee_codes == ("secretary_general",)
    assert identity.signed == (expected["signed"],)
    assert identity.circulation == Circulation(asked=True, organs=(ASSEMBLY, COUNCIL), agenda_items=("31",))


@pytest.mark.parametrize("name", LETTERS)
def test_parts_of_a_letter(name):
    """A letter has one annex, whose label, title and author are told."""
    document = read(EXAMPLES / name)
    letter, annex = document.parts
    assert (letter.kind, annex.kind) == ("letter", "annex")
    assert (annex.label, annex.author, annex.title) == LETTERS[name]["annex"]
    assert letter.language == annex.language == name.split(".")[1]


@pytest.mark.parametrize("name", LETTERS)
def test_blocks_of_a_letter(name):
    """The masthead, the words of the letter, its signature and its annex stand in the order of the page."""
    document = read(EXAMPLES / name)
    assert slots(document) == [
        "publisher", "symbol", "organ", "distribution", "organ", "issued", "original",
        "organ", "session", "agenda_item", "agenda_title", "organ", "session",
    ]  # fmt: skip
    assert kinds(document) == [
        "title", "paragraph", "paragraph", "signature", "signature", "signature", "heading", "heading", "paragraph",
    ]  # fmt: skip


def test_letter_in_english():
    """The first example: a letter under two symbols and two items, with notes and an annex."""
    document = read(EXAMPLES / "letter.txt")
    identity = document.identity
    assert (identity.kind, identity.language, identity.original) == ("letter", "en", ("en",))
    assert identity.symbols == ("A/85/412", "S/2031/187")
    assert (identity.dated, identity.issued) == ("2031-03-14", "2031-03-18")
    assert identity.sessions == (Session(organ=ASSEMBLY, session=85), Session(organ=COUNCIL, year=86))
    assert identity.agenda_items == (
        AgendaItem(numbers=("31",), title="Prevention of armed conflict"),
        AgendaItem(numbers=("74 (b)",), title="Oceans and the law of the sea: sustainable fisheries"),
    )
    assert [(sender.role, sender.party) for sender in identity.senders] == [("Permanent Representative", "Belforia")]
    assert identity.signed == (Signature(name="Ana Melior", titles=("Ambassador", "Permanent Representative")),)
    assert identity.circulation.agenda_items == ("31", "74 (b)")
    assert [(note.marker, document.text[: note.anchors[0]].split()[-1]) for note in document.notes] == [
        ("*", "annex)."), ("1", "arbitration."),
    ]  # fmt: skip
    assert kinds(document)[-4:] == ["paragraph", "item", "item", "note"]


@pytest.mark.parametrize(
    ("name", "title", "meeting", "item"),
    [
        ("resolution.en.txt", "Freedom of navigation in the Strait of Lorn", "72nd plenary meeting",
         "Prevention of armed conflict"),
        ("resolution.fr.txt", "Liberté de navigation dans le détroit de Lorn", "72e séance plénière",
         "Prévention des conflits armés"),
    ],
)  # fmt: skip
def test_resolution_of_the_assembly(name, title, meeting, item):
    """A resolution of the Assembly: number, title, adoption, and what it is based on."""
    identity = read(EXAMPLES / name).identity
    assert (identity.kind, identity.symbols, identity.number) == ("resolution", ("A/RES/86/214",), "86/214")
    assert (identity.title, identity.organs) == (title, (ASSEMBLY,))
    assert (identity.adopted, identity.meeting, identity.issued) == ("2031-12-16", meeting, "2031-12-19")
    assert identity.agenda_items == (AgendaItem(numbers=("31",), title=item),)
    assert identity.sessions == (Session(organ=ASSEMBLY, session=86),)
    assert identity.origin is not None
    assert identity.origin.startswith("A/86/L.27")
    assert identity.committee is None


def test_editions_of_a_resolution_have_the_same_blocks():
    """Two editions of one act have the same kinds, depths and slots, block by block."""
    english, french = read(EXAMPLES / "resolution.en.txt"), read(EXAMPLES / "resolution.fr.txt")
    assert kinds(english) == [
        "title", "formula", "preambular", "preambular", "preambular", "preambular", "operative", "operative",
        "item", "item", "operative", "operative", "other", "other", "note",
    ]  # fmt: skip
    assert [(b.kind, b.depth, b.slot) for b in english.blocks] == [(b.kind, b.depth, b.slot) for b in french.blocks]


def test_note_of_a_resolution():
    """The note of each edition is anchored in the last paragraph of the preamble."""
    for name in ("resolution.en.txt", "resolution.fr.txt"):
        document = read(EXAMPLES / name)
        (note,) = document.notes
        last = [block for block in document.blocks if block.kind == "preambular"][-1]
        assert (note.marker, note.exact) == ("1", "A/86/97.")
        assert all(last.start < at <= last.end for at in note.anchors)


def test_resolution_of_the_council():
    """A resolution of the Council: its number has its year, and its meeting is in its adoption."""
    document = read(EXAMPLES / "council-resolution.txt")
    identity = document.identity
    assert (identity.kind, identity.symbols) == ("resolution", ("S/RES/3104 (2031)",))
    assert (identity.number, identity.adopted, identity.meeting) == ("3104 (2031)", "2031-04-24", "10412th meeting")
    assert (identity.organs, identity.issued, identity.distribution) == ((COUNCIL,), "2031-04-24", "General")
    assert kinds(document) == ["formula", *["preambular"] * 3, *["operative"] * 4]
    assert [block.number for block in document.blocks if block.kind == "operative"] == ["1", "2", "3", "4"]


def test_statement_by_the_president():
    """A statement by the President of the Council: its meeting and day stand in its first sentence."""
    document = read(EXAMPLES / "presidential-statement.txt")
    identity = document.identity
    assert (identity.kind, identity.symbols) == ("presidential_statement", ("S/PRST/2031/4",))
    assert identity.title == "Statement by the President of the Security Council"
    assert (identity.adopted, identity.meeting, identity.organs) == ("2031-04-02", "10398th meeting", (COUNCIL,))
    assert kinds(document) == ["title", *["paragraph"] * 4]


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_examples_are_read_without_difficulty(path):
    """No example gives a remark, and each is tested above."""
    assert read(path).remarks == ()
    source = Path(__file__).read_text("utf-8")
    assert f'"{path.name}"' in source


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_examples_come_back_from_akoma_ntoso(path):
    """An example that is written as Akoma Ntoso and read again has the same blocks and the same identity."""
    document = read(path)
    again = read(export(document, "akn"), name="example.xml")
    assert [(b.kind, again.words(b)) for b in again.blocks] == [(b.kind, document.words(b)) for b in document.blocks]
    assert again.identity.kind == document.identity.kind
    assert again.identity.symbols == document.identity.symbols
