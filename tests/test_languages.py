"""The language of a text, of a part and of a document."""

from __future__ import annotations

import pytest

from diplomatics import read
from diplomatics.grammar import foreign
from diplomatics.structure.languages import language, script

WORDS = {
    "ar": "إن مجلس الأمن يشير إلى قراراته السابقة ويعيد تأكيد التزامه بسيادة الدول.",
    "en": "The Security Council recalls its resolutions and reaffirms its commitment to the sovereignty of States.",
    "es": "El Consejo de Seguridad recuerda sus resoluciones y reafirma su adhesión a la soberanía de los Estados.",
    "fr": "Le Conseil de sécurité rappelle ses résolutions et réaffirme son attachement à la souveraineté des États.",
    "ru": "Совет Безопасности ссылается на свои резолюции и вновь подтверждает приверженность суверенитету.",
    "zh": "安全理事会回顾其以往各项决议，重申对各国主权的坚定承诺。",
}
GERMAN = "Der Sicherheitsrat erinnert an seine Resolutionen und bekräftigt, dass die Staaten sich nicht bedrohen."


@pytest.mark.parametrize("code", WORDS)
def test_a_sentence_tells_its_language(code):
    """With no default, and against the default of another language."""
    assert language(WORDS[code]) == code
    assert {language(WORDS[code], default) for default in WORDS} == {code}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018年4月17日", "zh"),
        ("Distr.: General", "la"),
        ("пункт 5", "ru"),
        ("الفقرة 13", "ar"),
        ("12–15", ""),
        ("", ""),
    ],
)
def test_a_script_is_told_from_few_letters(text, expected):
    """Figures and signs are of no script."""
    assert script(text) == expected


@pytest.mark.parametrize("text", ["S/2025/21", "1993", "Norland", "—", ""])
def test_a_text_too_short_to_tell_keeps_the_default(text):
    """A symbol or a name is of the language around it."""
    assert language(text, "fr") == "fr"


@pytest.mark.parametrize("code", WORDS)
def test_a_document_is_in_the_language_of_its_head(code):
    """Whatever follows it."""
    document = read("\n\n".join([WORDS[code]] * 3).encode(), name="x.txt")
    assert document.identity.language == code
    assert {block.language for block in document.blocks} == {code}


def test_an_annex_may_be_in_another_language():
    """Part by part, block by block."""
    text = f"{WORDS['zh']}\n\n附件\n\n{WORDS['en']}\n\n{WORDS['en']}\n"
    document = read(text.encode(), name="x.txt")
    assert [part.language for part in document.parts] == ["zh", "en"]
    assert [document.blocks[0].language, document.blocks[-1].language] == ["zh", "en"]


def test_a_language_without_a_grammar_is_named():
    """The text is read all the same."""
    assert foreign("de") == "German"
    document = read("\n\n".join([GERMAN] * 3).encode(), name="x.txt")
    assert document.identity.language == "de"
    assert [remark.code for remark in document.remarks] == ["language.no_grammar"]
    assert "German" in document.remarks[0].message
    assert document.text == "\n".join([GERMAN] * 3)
