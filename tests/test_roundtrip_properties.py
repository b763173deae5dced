"""Whole documents composed from random fields in six languages, read, and held against those fields.

The strongest test of the reading of identities: what the grammar writes, laid out as a masthead, a
title and a body, in lines of any width and in one column or two, must come back field by field.
"""

from __future__ import annotations

import datetime
import textwrap
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diplomatics import read
from diplomatics.grammar import LANGUAGES, load, organs
from diplomatics.model.identity import AgendaItem, Circulation, Session

many = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
every_language = pytest.mark.parametrize("code", LANGUAGES)

SUBJECTS = {
    "ar": ("منع نشوب النزاعات المسلحة", "المحيطات وقانون البحار"),
    "en": ("Prevention of armed conflict", "Oceans and the law of the sea"),
    "es": ("Prevención de los conflictos armados", "Los océanos y el derecho del mar"),
    "fr": ("Prévention des conflits armés", "Les océans et le droit de la mer"),
    "ru": ("Предотвращение вооруженных конфликтов", "Мировой океан и морское право"),
    "zh": ("预防武装冲突", "海洋和海洋法"),
}
INSTRUCTED = {
    "ar": "بناء على تعليمات من حكومتي، يشرفني أن أحيل إليكم طيه بيانا صادرا عن الوزارة بشأن إغلاق المضيق.",
    "en": "On instructions from my Government, I have the honour to transmit a statement on the closing of the strait.",
    "es": "Siguiendo instrucciones de mi Gobierno, tengo el honor de transmitirle una declaración sobre el estrecho.",
    "fr": "D’ordre de mon gouvernement, j’ai l’honneur de vous faire tenir ci-joint une déclaration sur le détroit.",
    "ru": "По поручению моего правительства имею честь настоящим препроводить заявление о закрытии пролива.",
    "zh": "奉我国政府指示，谨随函转递外交部关于关闭海峡的声明。",
}
OBJECTS = {
    "ar": ("أهمية المضيق لجميع الأمم", "المقررات السابقة بشأن الملاحة في المنطقة"),
    "en": ("the importance of the strait for all nations", "its earlier decisions on shipping in the region"),
    "es": ("la importancia del estrecho para todas las naciones", "sus decisiones anteriores sobre la navegación"),
    "fr": ("l’importance du détroit pour toutes les nations", "ses décisions antérieures sur la navigation"),
    "ru": ("важность пролива для всех государств", "свои предыдущие решения о судоходстве в регионе"),
    "zh": ("海峡对各国的重要性", "以往关于该区域航运的各项决定"),
}
SIGNED = {
    "ar": "آنا ميليور", "en": "Ana Melior", "es": "Ana Melior", "fr": "Ana Melior", "ru": "Ана Мелиор",
    "zh": "安娜·梅利奥尔",
}  # fmt: skip
COMMA = {"ar": "،", "zh": "，"}
SEMICOLON = {"ar": "؛", "zh": "；"}
STOP = {"zh": "。"}
KINDS = {"letter": "title_letter", "identical_letters": "title_identical", "note_verbale": "title_note_verbale"}
NATURES = {
    "": "session", "special": "special_session", "emergency_special": "emergency_session",
    "resumed": "resumed_session",
}  # fmt: skip
SINGULAR = {"permanent_representatives": "permanent_representative"}
ROLES = ["permanent_representative", "charge_daffaires", "permanent_mission", "permanent_observer"]
ADDRESSEES = ["secretary_general", "president_ga", "president_sc", "president_ecosoc"]
DATE = st.dates(datetime.date(1994, 1, 1), datetime.date(2049, 12, 31)).map(datetime.date.isoformat)
WIDTH = st.sampled_from([0, 50, 78])
STATES = sorted(load("en").party)


def some(values, most):
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True).map(tuple)


@dataclass(frozen=True)
class Layout:
    """How wide the lines are (0: unbroken), whether the masthead has two columns, whether it is in capitals."""

    width: int = 0
    columns: bool = False
    capitals: bool = False


@dataclass(frozen=True)
class Letter:
    """The fields of a letter, as they are chosen and as they must be read."""

    kind: str
    session: int
    nature: str
    council: bool
    items: tuple[str, ...]
    issued: str
    dated: str
    distribution: str
    original: tuple[str, ...]
    states: tuple[str, ...]
    role: str
    addressees: tuple[str, ...]
    layout: Layout = field(default_factory=Layout)

    @property
    def symbols(self) -> tuple[str, ...]:
        return (f"A/{self.session}/857", f"S/{self.issued[:4]}/217")[: 1 + self.council]

    @property
    def organs(self) -> tuple[str, ...]:
        return ("GA", "SC")[: 1 + self.council]


@st.composite
def letters(draw):
    states = draw(some(STATES, 3))
    return Letter(
        kind=draw(st.sampled_from(sorted(KINDS))),
        session=draw(st.integers(31, 105)),
        nature=draw(st.sampled_from(sorted(NATURES))),
        council=draw(st.booleans()),
        items=draw(some(["5", "32 (a)", "40", "117 (h)", "132"], 2)),
        issued=draw(DATE),
        dated=draw(DATE),
        distribution=draw(st.sampled_from(["General", "Limited", "Restricted"])),
        original=draw(some(list(LANGUAGES), 2)),
        states=states,
        role=draw(st.sampled_from(ROLES)) if len(states) == 1 else "permanent_representatives",
        addressees=draw(some(ADDRESSEES, 2)),
        layout=Layout(draw(WIDTH), draw(st.booleans()), draw(st.booleans())),
    )


def folded(text: str, width: int) -> str:
    """A text in lines of a width."""
    if not width:
        return text
    if "\u4e00" <= text[-2:-1] <= "\u9fff":
        return "\n".join(text[at : at + width // 2] for at in range(0, len(text), width // 2))
    return "\n".join(textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False))


def beside(left: list[str], right: list[str]) -> list[str]:
    """Two columns of a masthead, set apart by spaces."""
    height = max(len(left), len(right))
    rows = zip(left + [""] * (height - len(left)), right + [""] * (height - len(right)), strict=True)
    return [f"{first:<58}   {second}".rstrip() for first, second in rows]


def title_of(letter: Letter, code: str) -> str:
    sender = {"role": letter.role, "parties": letter.states}
    return load(code).write(KINDS[letter.kind], dated=letter.dated, sender=sender, addressees=letter.addressees)


def numbered(items: tuple[str, ...]) -> dict:
    return {"item": items[0]} if len(items) == 1 else {"items": items}


def compose_letter(letter: Letter, code: str) -> str:
    """The letter as the UN would print it in a language."""
    g = load(code)
    left = [g.write("organ", organ=organ) for organ in letter.organs]
    right = [
        g.write("distribution", distribution=letter.distribution),
        g.write("issued", date=letter.issued),
        g.write("original", languages=letter.original),
    ]
    head = [f"{g.write('publisher')}    {'–'.join(letter.symbols)}", ""]
    head += beside(left, right) if letter.layout.columns else [*left, "", *right]
    head += [
        "",
        left[0],
        *folded(g.write(NATURES[letter.nature], session=letter.session), letter.layout.width).split("\n"),
    ]
    head += [g.write("agenda_item", **numbered(letter.items)), ""]
    asked = {"organs": ("GA",), **numbered(letter.items), **({"more": ("SC",)} if letter.council else {})}
    if letter.layout.capitals:
        head = [line.upper() for line in head]
    body = [line for subject in SUBJECTS[code][: len(letter.items)] for line in (subject, "")]
    if letter.council:
        body += [left[1], g.write("year", year=letter.session + 1), ""]
    paragraphs = [title_of(letter, code), INSTRUCTED[code], g.write("circulation", **asked) + STOP.get(code, ".")]
    body += [line for text in paragraphs for line in (folded(text, letter.layout.width), "")]
    return "\n".join([*head, *body, g.write("signed", name=SIGNED[code])]) + "\n"


@every_language
@many
@given(letter=letters())
def test_every_field_of_a_composed_letter_is_read_back(code, letter):
    """Kind, symbols, organs, distribution, dates, languages, sessions, items, title, senders, addressees, request."""
    text = compose_letter(letter, code)
    identity = read(text.encode(), name="letter.txt").identity
    names = tuple(organs()[organ].name for organ in letter.organs)
    years = (Session(organ=names[-1], year=letter.session + 1),) if letter.council else ()
    expected = {
        "kind": letter.kind,
        "symbols": letter.symbols,
        "organs": names,
        "distribution": letter.distribution,
        "issued": letter.issued,
        "language": code,
        "original": letter.original,
        "sessions": (Session(organ=names[0], session=letter.session, nature=letter.nature), *years),
        "agenda_items": tuple(
            AgendaItem(numbers=(number,), title=title)
            for number, title in zip(letter.items, SUBJECTS[code], strict=False)
        ),
        "title": title_of(letter, code),
        "dated": letter.dated,
        "addressee_codes": letter.addressees,
        "circulation": Circulation(asked=True, organs=names, agenda_items=letter.items),
    }
    assert {name: getattr(identity, name) for name in expected} == expected, text
    senders = [(sender.role_code, sender.party_code) for sender in identity.senders]
    assert senders == [(SINGULAR.get(letter.role, letter.role), state) for state in letter.states], text
    assert [signature.name for signature in identity.signed] == [SIGNED[code]], text


@dataclass(frozen=True)
class Act:
    """The fields of a resolution and the shape of its text."""

    council: bool
    session: int
    number: int
    meeting: int
    issued: str
    adopted: str
    committee: str
    preamble: tuple[int, ...]
    operative: tuple[int, ...]
    width: int

    @property
    def printed(self) -> str:
        return f"{self.number} ({self.adopted[:4]})" if self.council else f"{self.session}/{self.number}"

    @property
    def symbol(self) -> str:
        return f"S/RES/{self.printed}" if self.council else f"A/RES/{self.printed}"


@st.composite
def acts(draw):
    return Act(
        council=draw(st.booleans()),
        session=draw(st.integers(31, 105)),
        number=draw(st.integers(1, 320)),
        meeting=draw(st.integers(3, 9999)),
        issued=draw(DATE),
        adopted=draw(DATE),
        committee=draw(st.sampled_from(["C1", "C3", "C5", "C6"])),
        preamble=tuple(draw(st.lists(st.integers(0, 10_000), min_size=1, max_size=4))),
        operative=tuple(draw(st.lists(st.integers(0, 10_000), min_size=1, max_size=5))),
        width=draw(WIDTH),
    )


def sentence(code: str, group: str, seed: int) -> str:
    """A verb of the group with an object."""
    g = load(code)
    other = set(g.words["operative" if group == "preambular" else "preambular"])
    verbs = [verb for verb in g.words[group] if group == "operative" or verb not in other]
    return f"{verbs[seed % len(verbs)]}{' ' if g.spaced else ''}{OBJECTS[code][seed % 2]}"


def compose_act(act: Act, code: str) -> str:
    """The resolution as the UN would print it in a language."""
    g = load(code)
    organ = "SC" if act.council else "GA"
    head = [f"{g.write('publisher')}    {act.symbol}", "", g.write("organ", organ=organ), ""]
    head += [g.write("distribution", distribution="General"), g.write("issued", date=act.issued), ""]
    if act.council:
        head += [g.write("resolution_number", number=act.number, year=int(act.adopted[:4])), ""]
        meeting = {"ordinal": act.meeting}
        head += [g.write("adoption", organ=organ, meeting=meeting, adopted=act.adopted), ""]
    else:
        committee = act.committee if code not in ("ru", "zh") else g.organ.words(act.committee)
        head += [g.write("session", session=act.session), g.write("agenda_item", item="84"), ""]
        head += [g.write("adoption", organ=organ, adopted=act.adopted), ""]
        head += [g.write("origin", committee=committee, document="A/76/471"), ""]
        head += [f"{act.printed}. {SUBJECTS[code][0]}", ""]
    last = len(act.operative)
    body = [sentence(code, "preambular", seed) + COMMA.get(code, ",") for seed in act.preamble]
    for place, seed in enumerate(act.operative, start=1):
        end = STOP.get(code, ".") if place == last else SEMICOLON.get(code, ";")
        body.append(f"{place}. {sentence(code, 'operative', seed)}{end}")
    closing = [] if act.council else [g.write("meeting", ordinal=act.meeting), g.write("issued", date=act.adopted)]
    paragraphs = [line for text in (g.write("enacting", organ=organ), *body) for line in (folded(text, act.width), "")]
    return "\n".join([*head, *paragraphs, *closing]) + "\n"


@every_language
@many
@given(act=acts())
def test_every_field_and_paragraph_of_a_composed_resolution_is_read_back(code, act):
    """Of the Council and of the Assembly: identity, then preamble and operative paragraphs, one by one."""
    text = compose_act(act, code)
    document = read(text.encode(), name="resolution.txt")
    expected = {
        "kind": "resolution",
        "symbols": (act.symbol,),
        "organs": ("Security Council" if act.council else "General Assembly",),
        "distribution": "General",
        "issued": act.issued,
        "language": code,
        "adopted": act.adopted,
        "number": act.printed,
    }
    if not act.council:
        expected |= {"title": SUBJECTS[code][0], "committee": organs()[act.committee].name, "origin": "A/76/471"}
    assert {name: getattr(document.identity, name) for name in expected} == expected, text
    assert str(act.meeting) in (document.identity.meeting or ""), text
    body = [block for block in document.blocks if block.kind not in ("masthead", "title", "other")]
    kinds = ["formula", *["preambular"] * len(act.preamble), *["operative"] * len(act.operative)]
    assert [block.kind for block in body] == kinds, text
    numbers = [block.number for block in body if block.kind == "operative"]
    assert numbers == [str(n) for n in range(1, len(act.operative) + 1)], text
    words = [document.words(block) for block in body if block.kind == "preambular"]
    assert words == [sentence(code, "preambular", seed) + COMMA.get(code, ",") for seed in act.preamble], text


@every_language
@settings(many, max_examples=10)
@given(letter=letters(), act=acts())
def test_the_width_of_the_lines_changes_no_block(code, letter, act):
    """The same text in one line a paragraph and in narrow lines gives the same blocks."""
    from dataclasses import replace

    for width in (50, 78):
        wide, narrow = (read(compose_act(replace(act, width=each), code).encode(), name="x.txt") for each in (0, width))
        assert [(b.kind, b.number, wide.words(b)) for b in wide.blocks] == [
            (b.kind, b.number, narrow.words(b)) for b in narrow.blocks
        ]
        wide, narrow = (
            read(compose_letter(replace(letter, layout=Layout(each)), code).encode(), name="x.txt")
            for each in (0, width)
        )
        assert wide.identity == narrow.identity


@every_language
@settings(many, max_examples=10)
@given(letter=letters())
def test_the_same_bytes_give_the_same_document(code, letter):
    """Reading is a function: nothing is remembered from one document to the next."""
    data = compose_letter(letter, code).encode()
    first = read(data, name="x.txt")
    read(compose_letter(letter, "zh" if code != "zh" else "ar").encode(), name="y.txt")
    assert read(data, name="x.txt") == first
