"""Words that may tell of immigration status: found as staff and families say them, left out of papers."""

import pytest

from students.rules.private import LEFT_OUT, tells_of_status, without_status


@pytest.mark.parametrize(
    "words",
    [
        "Mother is worried about papers.",
        "Family is UNDOCUMENTED",
        "la familia es indocumentada",
        "no tienen papeles, están sin papeles",
        "Father was deported in May",
        "afraid of immigration",
        "miedo a inmigración",
        "She has DACA",
        "waiting for their green card",
        "ICE was at the door",
        "their visa has run out",
        "seeks asylum",
        "They are here illegally",
        "vive aquí ilegalmente",
        "no tiene documentos",
        "waiting for a green-card",
        "not a citizen",
        "asked for their legal status",
        "stopped at the border",
        "I.C.E. came",
        "has no\npapers",
        "has  no  papers",
        "no ciudadanía",
    ],
)
def test_words_that_may_tell_are_found(words):
    assert tells_of_status(words)


@pytest.mark.parametrize(
    "words",
    [
        "He slipped on ice and hurt his knee.",
        "Signed papers came back on Monday.",
        "She would like ice cream at the party.",
        "Turned in the paper for history.",
        "Provided a notice of rights.",
        "Tiene práctica de deportes, y es deportista.",
        "Viste ropa deportiva por el deporte.",
        "The visitor signed in.",
        "",
    ],
)
def test_ordinary_words_are_left_alone(words):
    assert not tells_of_status(words)
    assert without_status(words) == words


def test_only_the_sentence_that_may_tell_is_left_out():
    words = (
        "Spoke with the mother. She is worried about papers! The bus is late.\nCalls back Monday."
    )
    assert without_status(words) == (
        f"Spoke with the mother. {LEFT_OUT} The bus is late.\nCalls back Monday."
    )


def test_a_sentence_ends_with_its_quotation_mark():
    words = 'She said "they deport us." The bus is late.'
    assert without_status(words) == f'{LEFT_OUT}" The bus is late.'


def test_a_line_that_is_broken_is_one_sentence():
    assert without_status("They have no\npapers. Sick.") == f"{LEFT_OUT} Sick."


def test_what_stands_in_for_the_words_does_not_tell_anew():
    once = without_status("Undocumented. Sick.")
    assert once == f"{LEFT_OUT} Sick."
    assert without_status("Sin papeles\nEnferma") == f"{LEFT_OUT}\nEnferma"
