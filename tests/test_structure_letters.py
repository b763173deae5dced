"""Letters: who signs, what is annexed, in which language an annex was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplomatics import read
from diplomatics.model.identity import Signature

TITLE = (
    "Letter dated 14 March 2031 from the Permanent Representative of Belforia to the United Nations "
    "addressed to the Secretary-General"
)
BODY = "On instructions from my Government, I have the honour to transmit herewith a statement (see annex)."


def letter(*after: str):
    return read("\n\n".join([TITLE, BODY, *after]).encode(), name="letter.txt")


def test_the_titles_of_a_signer_stand_below_the_name():
    """Each on its line."""
    signed = letter("(Signed) Ana Melior\nAmbassador\nPermanent Representative").identity.signed
    assert signed == (Signature(name="Ana Melior", titles=("Ambassador", "Permanent Representative")),)


@pytest.mark.parametrize(
    ("title", "body", "above", "name", "signer"),
    [
        (
            "2031年3月14日贝福里亚常驻联合国代表给秘书长的信", "奉我国政府指示，谨随函转递外交部的声明。",
            "常驻代表\n大使", "安娜·梅利奥尔（签名）", "安娜·梅利奥尔",
        ),
        (
            "Lettre datée du 14 mars 2031, adressée au Secrétaire général par le Représentant permanent de la "
            "Belforie auprès de l’Organisation des Nations Unies",
            "D’ordre de mon gouvernement, j’ai l’honneur de vous faire tenir ci-joint une déclaration.",
            "L’Ambassadrice,\nReprésentante permanente", "(Signé) Ana Melior", "Ana Melior",
        ),
    ],
    ids=["zh", "fr"],
)  # fmt: skip
def test_the_titles_of_a_signer_may_stand_above_the_name(title, body, above, name, signer):
    """As in Chinese and in French."""
    document = read(f"{title}\n\n{body}\n\n{above}\n{name}\n".encode(), name="letter.txt")
    (signed,) = document.identity.signed
    assert signed.name == signer
    assert all(part.rstrip(",") in " ".join(signed.titles) for part in above.split("\n"))


def test_several_signers_each_keep_their_own_titles():
    """A joint letter."""
    document = letter("(Signed) Ana Melior\nAmbassador", "(Signed) Boris Tal\nChargé d’affaires a.i.")
    assert document.identity.signed == (
        Signature(name="Ana Melior", titles=("Ambassador",)),
        Signature(name="Boris Tal", titles=("Chargé d’affaires a.i.",)),
    )


def test_a_sentence_after_a_signature_is_no_title():
    """It ends with a full stop."""
    document = letter("(Signed) Ana Melior\nAmbassador", "The annex follows in the language of submission only.")
    assert document.identity.signed[0].titles == ("Ambassador",)


def test_annexes_enclosures_and_appendices_are_parts_with_labels():
    """In printed order."""
    document = read(Path(__file__).parent / "fixtures" / "texts" / "letter.txt")
    assert [(part.kind, part.label) for part in document.parts] == [
        ("letter", ""), ("annex", "Annex I"), ("enclosure", "Enclosure"), ("annex", "Annex II"),
        ("appendix", "Appendix"),
    ]  # fmt: skip


def test_a_line_of_the_original_language_is_no_title():
    """Whether it stands before the title of the annex or after it."""
    title, body = "Statement by the Ministry of Foreign Affairs", "The naval forces closed the Strait of Lorn."
    for lines in ((title, "[Original: Russian]"), ("[Original: Russian]", title)):
        (_, annex) = letter("Annex", *lines, body).parts
        assert (annex.title, annex.original) == (title, ("ru",))


def test_an_annex_without_a_title_has_none():
    """Its first paragraph is no title."""
    (_, annex) = letter("Annex", "[Original: Russian]", "The naval forces closed the Strait of Lorn.").parts
    assert (annex.title, annex.original) == ("", ("ru",))


def test_the_heading_of_an_annex_may_say_to_what_it_is_annexed():
    """The label is what stands before."""
    (_, annex) = letter(f"Annex II to the {TITLE[0].lower()}{TITLE[1:]}", "Statement", "The forces closed it.").parts
    assert (annex.kind, annex.label) == ("annex", "Annex II")


def test_an_annex_named_in_a_sentence_opens_no_part():
    """Only a heading does."""
    assert len(letter("Annexation is not recognized.", "Annex II was lost on the way to the printer.").parts) == 1


def test_what_other_letters_asked_for_is_not_asked_for_here():
    """The request closes the letter."""
    document = letter(
        "I refer to my letter, circulated as a document of the Security Council.",
        "I should be grateful if you would have the present letter circulated as a document of the General Assembly, "
        "under agenda items 31 and 74 (b).",
    )
    assert document.identity.circulation.organs == ("General Assembly",)
    assert document.identity.circulation.agenda_items == ("31", "74 (b)")
    assert not letter().identity.circulation.asked
