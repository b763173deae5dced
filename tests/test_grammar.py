"""The grammar as data: every formula with its cases, and all six languages with the same names and codes."""

from __future__ import annotations

import pytest
from babel import Locale
from babel.core import get_global

from diplomatics.grammar import LANGUAGES, key, load, organs, register, table
from diplomatics.grammar.terms import Vocabulary
from diplomatics.model.errors import GrammarError

GRAMMARS = {code: load(code) for code in LANGUAGES}
FORMULAS = [(code, name) for code, grammar in GRAMMARS.items() for name in grammar.formulas]
VOCABULARIES = ("organ", "office", "party", "languages", "distribution", "ordinal")
MEMBERS = """
    AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN
    BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST
    ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR
    ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV
    MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW
    PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR
    TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
"""  # the 193 Members of the United Nations
FREE = """
    abstaining_words against_words amended author body committee document full name parent rest sponsors title
    words
"""
"""The slots that take any words."""
SAME_IN_NUMBER = {"permanent_representative", "representative", "charge_daffaires"}
"""Offices of which a language without plural forms has one name for one holder and for several."""


def names_of(vocabulary: Vocabulary) -> dict:
    """Every printed name of a vocabulary, as it is compared, with the codes that it is given."""
    found: dict[str, set] = {}
    for code in vocabulary:
        for name in vocabulary.all(code):
            found.setdefault(key(name), set()).add(code)
    return found


@pytest.mark.parametrize(("code", "name"), FORMULAS)
def test_a_formula_reads_its_examples_and_none_of_its_rejects(code, name):
    """Each formula brings its own cases, and has at least one of each."""
    formula = GRAMMARS[code].formulas[name]
    read = formula.search if formula.within else formula.read
    assert formula.examples and formula.rejects
    assert [text for text in formula.examples if read(text) is None] == []
    assert [text for text in formula.rejects if read(text) is not None] == []


@pytest.mark.parametrize(("code", "name"), FORMULAS)
def test_no_template_of_a_formula_is_written_twice(code, name):
    """A template that stands twice is read twice and mended once."""
    sources = [template.source for template in GRAMMARS[code].formulas[name].templates]
    assert len(sources) == len(set(sources))


@pytest.mark.parametrize(("code", "name"), FORMULAS)
def test_every_slot_of_a_formula_compiles(code, name):
    """A misspelt type of slot would quietly take any words."""
    for template in GRAMMARS[code].formulas[name].templates:
        assert template.expression
        for slot, kind in template.names:
            assert GRAMMARS[code].slot(kind) is not None or (kind == slot and kind in FREE.split()), kind


@pytest.mark.parametrize("code", LANGUAGES)
def test_all_languages_have_the_same_formulas_and_groups_of_words(code):
    """What one language can say, the others can."""
    assert GRAMMARS[code].formulas.keys() == GRAMMARS["en"].formulas.keys()
    assert GRAMMARS[code].words.keys() == GRAMMARS["en"].words.keys()
    assert {n for n, f in GRAMMARS[code].formulas.items() if f.within} == {
        n for n, f in GRAMMARS["en"].formulas.items() if f.within
    }


@pytest.mark.parametrize("kind", VOCABULARIES)
@pytest.mark.parametrize("code", LANGUAGES)
def test_all_languages_name_the_same_codes(code, kind):
    """An organ, an office or a State that one language can name, the others can."""
    assert set(getattr(GRAMMARS[code], kind)) == set(getattr(GRAMMARS["en"], kind))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_that_open_paragraphs_open_them(code):
    """Each word of a group is found at the head of a sentence, and not inside a longer word."""
    grammar = GRAMMARS[code]
    gap = " " if grammar.spaced else ""
    for group in ("preambular", "operative"):
        assert [word for word in grammar.words[group] if not grammar.opens(group, f"{word}{gap}12")] == []
    if grammar.spaced:
        word = grammar.words["operative"][0]
        assert not grammar.opens("operative", f"{word}{word[-1]}{word[-1]}q")


def test_the_organs_of_the_languages_are_those_of_the_table():
    """organs.toml has every code, and its English names are those that the English grammar prints."""
    assert set(organs()) == set(GRAMMARS["en"].organ)
    assert {code: organ.name for code, organ in organs().items()} == {
        code: GRAMMARS["en"].organ.words(code) for code in organs()
    }


def test_the_offices_of_the_table_have_names():
    """offices.toml speaks of no office that cannot be named, and of no organ that is not known."""
    entries = table("offices.toml")["office"]
    assert {entry["code"] for entry in entries} <= set(GRAMMARS["en"].office)
    assert {entry["singular"] for entry in entries if "singular" in entry} <= set(GRAMMARS["en"].office)
    assert {entry["presides"] for entry in entries if "presides" in entry} <= set(organs())


@pytest.mark.parametrize("code", LANGUAGES)
def test_months_agree_with_cldr(code):
    """Where UN usage does not differ. It differs in Arabic, where both names of a month are printed
    (Levantine and foreign, June and July as in older usage), and in Chinese, where months are figures.
    """
    months = [tuple(names) for names in GRAMMARS[code]._data["date"]["months"]]
    assert len(months) == 12
    if code == "zh":
        assert [names[0] for names in months] == [str(n) for n in range(1, 13)]
        return
    if code == "ar":
        levantine, foreign = (Locale.parse(tag).months["format"]["wide"] for tag in ("ar_SY", "ar"))
        for number, names in enumerate(months, start=1):
            first, second = names[0].split("/")
            assert first == levantine[number]
            assert second == {6: "يونيه", 7: "يوليه"}.get(number, foreign[number])
        return
    assert [names[0] for names in months] == list(Locale(code).months["format"]["wide"].values())


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_day_of_a_leap_year_is_written_and_read_back(code):
    """And the day that does not exist is no date."""
    import datetime

    slot = GRAMMARS[code].slot("date")
    for offset in range(366):
        day = (datetime.date(2024, 1, 1) + datetime.timedelta(offset)).isoformat()
        assert slot.read(slot.write(day)) == day
    written = slot.write("2024-02-29")
    assert slot.read(written.replace("2024", "2023")) is None


@pytest.mark.parametrize("code", LANGUAGES)
def test_ordinals_to_120_are_written_in_words_and_read_back(code):
    """In every form; no two numbers share a word."""
    grammar = GRAMMARS[code]
    assert sorted(grammar.ordinal) == list(range(1, 121))
    assert {len(codes) for codes in names_of(grammar.ordinal).values()} == {1}
    for number in range(1, 121):
        for word in grammar.ordinal.all(number):
            assert grammar.ordinal.code(word) == number
            assert grammar.ordinal.code(word.upper()) == number


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_ordinal_beyond_the_words_is_written_in_figures(code):
    """The Council's 8,700th meeting has no word of its own."""
    slot = GRAMMARS[code].slot("ordinal")
    written = slot.write(8700)
    assert "8700" in written
    assert slot.read(written) == 8700


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_member_state_has_a_name(code):
    """The 193 Members, by their ISO codes; and the observers and former Members beside them."""
    members = set(MEMBERS.split())
    assert len(members) == 193
    assert set(GRAMMARS[code].party) - members == {
        "COK", "NIU", "VAT", "PSE", "EUE", "CSK", "DDR", "SCG", "SUN", "YMD", "YUG",
    }  # fmt: skip
    assert set(GRAMMARS[code].party) >= members


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_name_of_a_state_has_two_codes(code):
    """In any of its forms: bare, official, former, inflected."""
    assert {name: codes for name, codes in names_of(GRAMMARS[code].party).items() if len(codes) > 1} == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_name_of_an_organ_has_two_codes(code):
    """An organ is told by its name alone."""
    assert {name: codes for name, codes in names_of(GRAMMARS[code].organ).items() if len(codes) > 1} == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_name_of_two_offices_is_that_of_one_and_of_several(code):
    """Chinese has no plural; the Russian instrumental of the chargé d'affaires has the same form in both numbers."""
    for codes in names_of(GRAMMARS[code].office).values():
        if len(codes) > 1:
            assert code in ("ru", "zh")
            (one,) = codes & SAME_IN_NUMBER
            assert codes == {one, {"charge_daffaires": "charges_daffaires"}.get(one, f"{one}s")}


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_cldr_calls_a_state_is_never_the_name_of_another(code):
    """The names of an independent source are known under the same code, or not known at all."""
    known = 0
    for alpha3 in MEMBERS.split():
        (alpha2, *_) = get_global("territory_aliases")[alpha3]
        found = GRAMMARS[code].party.code(Locale(code).territories[alpha2])
        assert found in (alpha3, None), alpha3
        known += found is not None
    assert known > 140


@pytest.mark.parametrize("code", LANGUAGES)
def test_official_and_former_names_give_the_code_of_the_state(code):
    """Each row of the register, column by column."""
    party = GRAMMARS[code].party
    for row in register(f"registers/states.{code}.tsv"):
        for form in ("official", "former"):
            for name in filter(None, (row.get(form) or "").split("|")):
                assert party.code(name) == row["code"]


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("en", "Islamic Republic of Iran", "IRN"), ("en", "Iran (Islamic Republic of)", "IRN"),
        ("en", "Turkey", "TUR"), ("en", "Ivory Coast", "CIV"), ("en", "COTE D'IVOIRE", "CIV"), ("en", "Siam", "THA"),
        ("en", "Union of Soviet Socialist Republics", "SUN"), ("en", "the Niger", "NER"), ("en", "Nigeria", "NGA"),
        ("fr", "République fédérale du Nigéria", "NGA"), ("fr", "du Niger", "NER"), ("fr", "des Îles Cook", "COK"),
        ("es", "Costa de Marfil", "CIV"), ("es", "de las Islas Cook", "COK"), ("es", "Níger", "NER"),
        ("ru", "Республики Нигер", "NER"), ("ru", "Берег Слоновой Кости", "CIV"), ("ru", "Островов Кука", "COK"),
        ("ar", "للنيجر", "NER"), ("ar", "ساحل العاج", "CIV"), ("ar", "جزر كوك", "COK"),
        ("zh", "象牙海岸", "CIV"), ("zh", "刚果(布)", "COG"), ("zh", "尼日尔共和国", "NER"), ("zh", "库克群岛", "COK"),
    ],
)  # fmt: skip
def test_states_are_known_by_their_former_official_and_inflected_names(code, name, expected):
    """Whatever form stands in the sentence."""
    assert GRAMMARS[code].party.code(name) == expected


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_plain_name_is_known_too(code):
    """The bare form of what was printed inflected has the same code."""
    party, articles = GRAMMARS[code].party, GRAMMARS[code].words["articles"]
    for state in party:
        for name in party.all(state):
            assert party.code(party.plain(name, articles)) == state, name


def test_an_unknown_name_has_no_code():
    """An invented State is a name without a code, not the nearest State."""
    for grammar in GRAMMARS.values():
        for name in ("Belforia", "Norland", "بلفوريا", "Белфория", "贝福里亚", ""):
            assert grammar.party.code(name) is None
            assert grammar.party.plain(name) == name


def test_a_language_without_a_grammar_is_refused_by_name():
    """The message lists the languages that there are."""
    with pytest.raises(GrammarError, match=r"'de'.*ar, en, es, fr, ru, zh"):
        load("de")
