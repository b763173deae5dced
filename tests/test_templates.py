"""Formulas written from random fields are read back to the same fields, in six languages."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diplomatics.grammar import LANGUAGES, load, organs
from diplomatics.grammar.template import Formula
from diplomatics.model.errors import GrammarError

fields = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
every_language = pytest.mark.parametrize("code", LANGUAGES)

SESSIONS = ("session", "special_session", "emergency_session", "resumed_session")
PARTS = ("annex", "enclosure", "appendix")
TITLES = ("title_letter", "title_identical", "title_note_verbale")
STATES = st.sampled_from(sorted(load("en").party))
ONE = st.sampled_from(["permanent_representative", "charge_daffaires", "permanent_mission", "permanent_observer"])
SEVERAL = st.sampled_from(["permanent_representatives", "representatives"])
SINGULAR = {"permanent_representatives": "permanent_representative", "representatives": "representative"}
ADDRESSEES = st.sampled_from(["secretary_general", "president_ga", "president_sc", "president_ecosoc"])
ITEM = st.builds("{}{}".format, st.integers(1, 199), st.sampled_from(["", " (a)", " (b)", " (h)"]))
DATE = st.dates(datetime.date(1945, 10, 24), datetime.date(2099, 12, 31)).map(datetime.date.isoformat)
CODES = st.sampled_from(["ar", "en", "es", "fr", "ru", "zh"])


def some(one, most=4):
    """A list of values, all different."""
    return st.lists(one, min_size=1, max_size=most, unique=True).map(tuple)


@every_language
@pytest.mark.parametrize("name", SESSIONS)
@pytest.mark.parametrize("number", [1, 2, 3, 10, 11, 20, 21, 32, 45, 72, 80, 99, 100, 101, 111, 120, 131])
def test_a_session_keeps_its_number(code, name, number):
    """Regular, special, emergency special and resumed, in words and, beyond them, in figures."""
    grammar = load(code)
    assert grammar.read(name, grammar.write(name, session=number)) == {"session": number}


@every_language
@pytest.mark.parametrize("name", SESSIONS[:3])
def test_the_kinds_of_sessions_are_told_apart(code, name):
    """A special session is no regular one, and an emergency one no special one."""
    grammar = load(code)
    line = grammar.write(name, session=11)
    assert [other for other in SESSIONS[:3] if grammar.read(other, line) is not None] == [name]


@every_language
@pytest.mark.parametrize("number", range(1, 106))
def test_a_year_of_the_council_keeps_its_number(code, number):
    """As in “Seventy-third year”."""
    grammar = load(code)
    assert grammar.read("year", grammar.write("year", year=number)) == {"year": number}


@every_language
@fields
@given(st.data())
def test_agenda_items_keep_their_numbers_and_order(code, data):
    """One item, two, and several, with their letters."""
    grammar = load(code)
    items = data.draw(some(ITEM, 6))
    values = {"item": items[0]} if len(items) == 1 else {"items": items}
    assert grammar.read("agenda_item", grammar.write("agenda_item", **values)) == values


def test_arabic_writes_two_items_in_the_dual_and_three_in_the_plural():
    """The noun agrees with the number of items."""
    grammar = load("ar")
    assert grammar.write("agenda_item", items=("35", "40")).startswith("البندان ")
    assert grammar.write("agenda_item", items=("35", "36", "40")).startswith("البنود ")
    asked = {"organs": ("GA",), "more": ("SC",)}
    assert "البندين" in grammar.write("circulation", items=("35", "40"), **asked)
    assert "البندين" not in grammar.write("circulation", items=("35", "36", "40"), **asked)


@pytest.mark.parametrize(
    ("states", "written"),
    [
        (("FRA", "ITA"), "Francia e Italia"), (("FRA", "DEU"), "Francia y Alemania"),
        (("ESP", "FRA", "IRL"), "España, Francia e Irlanda"), (("FRA", "HUN"), "Francia y Hungría"),
    ],
)  # fmt: skip
def test_spanish_writes_e_before_the_sound_of_i(states, written):
    """And reads both."""
    slot = load("es").slot("parties/bare")
    assert slot.write(states) == written
    assert tuple(name.code for name in slot.read(written)) == states


@every_language
@fields
@given(st.data())
def test_languages_of_the_original_keep_their_order(code, data):
    """As in “Original: English and French”."""
    grammar = load(code)
    languages = data.draw(some(CODES))
    assert grammar.read("original", grammar.write("original", languages=languages)) == {"languages": languages}


@every_language
@pytest.mark.parametrize("degree", ["General", "Limited", "Restricted", "Provisional"])
def test_distribution_is_read_as_its_english_word(code, degree):
    """Whatever the language of the edition."""
    grammar = load(code)
    assert grammar.read("distribution", grammar.write("distribution", distribution=degree)) == {"distribution": degree}


@pytest.mark.parametrize(("code", "organ"), [(code, organ) for code in LANGUAGES for organ in load(code).organ])
def test_an_organ_is_told_by_its_name_and_by_the_formula_that_opens_its_acts(code, organ):
    """The same code from both."""
    grammar = load(code)
    assert grammar.read("organ", grammar.write("organ", organ=organ)) == {"organ": organ}
    opening = grammar.write("enacting", organ=organ)
    assert grammar.read("enacting", opening) == {"organ": organ}
    assert not opening[0].islower()


@every_language
@fields
@given(organ=st.sampled_from(["GA", "SC", "HRC", "ECOSOC"]), day=DATE, meeting=st.integers(1, 9999))
def test_the_line_of_adoption_keeps_organ_date_and_meeting(code, organ, day, meeting):
    """With the meeting and without it."""
    grammar = load(code)
    line = grammar.write("adoption", organ=organ, adopted=day)
    assert grammar.read("adoption", line) == {"organ": organ, "adopted": day}
    values = grammar.read("adoption", grammar.write("adoption", organ=organ, adopted=day, meeting={"ordinal": meeting}))
    assert (values["organ"], values["adopted"], values["meeting"]["ordinal"]) == (organ, day, meeting)


@every_language
@fields
@given(number=st.integers(1, 3999), day=DATE)
def test_the_number_of_a_resolution_of_the_council_keeps_its_year(code, number, day):
    """On a line of its own, and with the date."""
    grammar = load(code)
    year = int(day[:4])
    line = grammar.write("resolution_number", number=number, year=year)
    assert grammar.read("resolution_number", line) == {"number": number, "year": year}
    dated = grammar.write("resolution_of", number=number, year=year, date=day)
    assert grammar.read("resolution_of", dated) == {"number": number, "year": year, "date": day}


@every_language
@pytest.mark.parametrize("number", ["76/109", "1/1", "104/302", "S-32/1", "ES-11/4", "1514 (XV)", "76/247 A"])
def test_the_number_of_an_act_is_kept_as_printed(code, number):
    """In every style since 1946."""
    grammar = load(code)
    assert grammar.read("act_number", grammar.write("act_number", number=number)) == {"number": number}


@every_language
@fields
@given(st.sampled_from(["C1", "C2", "C3", "C5", "C6"]), st.integers(31, 120), st.integers(1, 999))
def test_the_origin_of_a_resolution_keeps_committee_and_document(code, committee, session, number):
    """The committee is told by its code, whatever its case in the sentence."""
    grammar = load(code)
    document = f"A/{session}/{number}"
    given_as = committee if code not in ("ru", "zh") else grammar.organ.words(committee)
    values = grammar.read("origin", grammar.write("origin", committee=given_as, document=document))
    assert values["document"] == document
    assert grammar.organ.code(str(values["committee"])) == committee or values["committee"] == committee


@every_language
@fields
@given(*[st.integers(2, 193)] * 3)
def test_a_vote_keeps_its_figures(code, in_favour, against, abstaining):
    """In favour, against, abstaining."""
    grammar = load(code)
    figures = {"in_favour": in_favour, "against": against, "abstaining": abstaining}
    values = grammar.read("vote", grammar.write("vote", **figures, rest="x]"))
    assert {name: values[name] for name in figures} == figures


@every_language
@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 9, 10, 14, 19, 21])
def test_the_number_of_an_annex_is_a_number_in_every_language(code, name, number):
    """Roman in four languages, in words in Arabic, in Chinese numerals in Chinese."""
    grammar = load(code)
    assert grammar.read(name, grammar.write(name, number=number)) == {"number": number}


@pytest.mark.parametrize("code", ["en", "es", "fr"])
@pytest.mark.parametrize(("label", "number"), [("II", 2), ("IV", 4), ("A", "A"), ("C", "C"), ("D", "D"), ("3", 3)])
def test_an_annex_is_numbered_in_roman_in_letters_or_in_figures(code, label, number):
    """C and D alone are letters."""
    grammar = load(code)
    word = grammar.write("annex")
    assert grammar.read("annex", f"{word} {label}") == {"number": number}


@pytest.mark.parametrize("words", ["IIX", "IC", "VV", "IIII", "C", "D"])
def test_what_is_no_roman_number_has_no_value(words):
    """Letters that stand together by chance."""
    assert load("en").slot("roman").read(words) is None


@every_language
@pytest.mark.parametrize("name", TITLES)
@settings(fields, max_examples=20)
@given(data=st.data())
def test_the_title_of_a_letter_keeps_date_senders_and_addressees(code, name, data):
    """One sender or several, one addressee or several; a name that is read plural is one of each State."""
    grammar = load(code)
    states = data.draw(some(STATES))
    role = data.draw(ONE if len(states) == 1 else SEVERAL)
    to, day = data.draw(some(ADDRESSEES, 3)), data.draw(DATE)
    title = grammar.write(name, dated=day, sender={"role": role, "parties": states}, addressees=to)
    values = grammar.read(name, title)
    assert values is not None, title
    found = values["sender"]["role"].code
    assert (values["dated"], SINGULAR.get(found, found)) == (day, SINGULAR.get(role, role)), title
    assert tuple(party.code for party in values["sender"]["parties"]) == states, title
    assert tuple(office.code for office in values["addressees"]) == to, title
    assert [other for other in TITLES if grammar.read(other, title) is not None] == [name]


@every_language
def test_every_state_can_send_a_letter(code):
    """Its name is written in the form that the sentence needs and read back to its code."""
    grammar = load(code)
    for state in grammar.party:
        sender = {"role": "permanent_representative", "parties": (state,)}
        title = grammar.write("title_letter", dated="2031-03-14", sender=sender, addressees=("secretary_general",))
        values = grammar.read("title_letter", title)
        assert [party.code for party in values["sender"]["parties"]] == [state], title


@every_language
def test_the_secretary_general_writes_without_a_state(code):
    """And is not accredited to the United Nations."""
    grammar = load(code)
    sender = {"role": "secretary_general"}
    title = grammar.write("title_letter", dated="2031-03-14", sender=sender, addressees=("president_sc",))
    values = grammar.read("title_letter", title)
    assert values["sender"]["role"].code == "secretary_general"
    assert "parties" not in values["sender"]
    assert grammar.read("publisher", grammar.write("publisher")) == {}
    assert grammar.write("publisher").casefold() not in title.casefold()


@pytest.mark.parametrize(
    ("role", "written"),
    [
        ("permanent_representative", "the Permanent Representative of Ireland to the United Nations"),
        ("charge_daffaires", "the Chargé d’affaires a.i. of the Permanent Mission of Ireland to the United Nations"),
        ("permanent_mission", "the Permanent Mission of Ireland to the United Nations"),
    ],
)
def test_only_a_charge_daffaires_is_of_the_mission(role, written):
    """A representative is of the State."""
    title = load("en").write("title_letter", dated="2031-03-14", sender={"role": role, "parties": ("IRL",)})
    assert title == f"Letter dated 14 March 2031 from {written}"


@every_language
@fields
@given(data=st.data())
def test_a_request_for_circulation_keeps_organs_and_items(code, data):
    """It stands inside a sentence, and is found there."""
    grammar = load(code)
    asked: dict = {"organs": data.draw(some(st.sampled_from(["GA", "ECOSOC", "HRC"]), 2))}
    items = data.draw(st.lists(ITEM, max_size=4, unique=True))
    if items:
        asked |= {"item": items[0]} if len(items) == 1 else {"items": tuple(items)}
        asked |= data.draw(st.sampled_from([{}, {"more": ("SC",)}]))
    annexed = data.draw(st.sampled_from([{}, {"annex": {}}]))
    sentence = f"— {grammar.write('circulation', **asked, **annexed)}."
    found = grammar.search("circulation", sentence)
    assert found is not None, sentence
    assert {name: value for name, value in found.values.items() if name != "annex"} == asked, sentence


@every_language
def test_formulas_are_read_in_capitals_and_with_no_break_spaces(code):
    """As older mastheads print them, and as the UN's own files set them."""
    grammar = load(code)
    for name, values in (("session", {"session": 72}), ("agenda_item", {"item": "84"}), ("year", {"year": 48})):
        line = grammar.write(name, **values)
        assert grammar.read(name, line.upper().replace(" ", "\u00a0")) == values
        assert grammar.read(name, f"  {line} ") == values


@every_language
@pytest.mark.parametrize("text", ["", " ", "x" * 5_000, "a " * 3_000, "()" * 400, "1, " * 600])
def test_no_formula_reads_noise(code, text):
    """Except one whose slots take any words, and that only up to the length of a sentence."""
    grammar = load(code)
    names = [name for name in grammar.formulas if name not in ("kind_verbatim_record", "sender")]
    assert [name for name in names if grammar.read(name, text) is not None] == []


def test_a_formula_that_cannot_be_written_says_why():
    """The slots that were given, or the word that is missing."""
    with pytest.raises(GrammarError, match="no template with the slots"):
        load("en").write("session", moon=3)
    with pytest.raises(GrammarError, match="no words for"):
        load("en").write("organ", organ="moon")


def test_a_formula_without_an_example_is_refused():
    """Data that cannot be tested is no data."""
    with pytest.raises(GrammarError, match="needs at least one template and one example"):
        Formula("x", ["{number}"], load("en").slot, examples=[])


def test_the_roots_of_symbols_are_told_apart():
    """No two organs have the same root."""
    roots = [organ.root for organ in organs().values() if organ.root]
    assert len(roots) == len(set(roots))
