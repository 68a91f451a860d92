"""What keeps a wording from families: missing elements, threats, wrong dates."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from law.packs import load_pack
from letters.clauses import templates
from letters.rules import (
    ClauseText,
    faults_of_wording,
    own_name,
    written_date,
)
from students.rules.languages import ENGLISH_NAMES, language_code

CALIFORNIA = load_pack("california")
FIRST_NOTICE = CALIFORNIA.letters.rules["first_notice"]
NEW_ELEMENTS = FIRST_NOTICE.lists[-1].says
OLD, OF_2025, NEW = (t for t in templates(CALIFORNIA) if t.key == "first_notice")
TODAY = date(2026, 11, 18)
LAST_OLD, FIRST_NEW = date(2025, 6, 30), date(2025, 7, 1)


def passages(template=NEW, language="en"):
    return [
        ClauseText(c["key"], c["element"], c["slot"], c["text"])
        for c in template.content(language, CALIFORNIA)["clauses"]
    ]


def faults(parts=None, *, template=NEW, language="en", on=TODAY):
    return faults_of_wording(
        passages(template, language) if parts is None else parts,
        FIRST_NOTICE,
        language=language,
        effective_from=template.effective_from,
        effective_to=template.effective_to,
        on=on,
        forbidden=CALIFORNIA.letters.forbidden,
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_wording_in_the_files_may_be_sent(language):
    assert faults(language=language) == []


def test_example_45_the_old_list_through_june_the_new_from_july():
    assert faults(template=OLD, on=LAST_OLD) == []
    assert "Out of date" in faults(template=OLD, on=FIRST_NEW)[0]
    assert faults(template=OF_2025, on=FIRST_NEW) == []
    assert "Out of date" in faults(template=OF_2025, on=LAST_OLD)[0]
    assert faults(template=OF_2025, on=NEW.effective_from - timedelta(days=1)) == []
    assert faults(template=NEW, on=NEW.effective_from) == []


@pytest.mark.parametrize("element", NEW_ELEMENTS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_of_the_seven_elements_is_asked_for(element, language):
    parts = [p for p in passages(language=language) if p.element != element]
    assert f"Element {element} of EC 48260.5 is missing." in faults(parts, language=language)


@pytest.mark.parametrize("element", NEW_ELEMENTS)
def test_an_element_must_say_what_it_is_marked_as(element):
    parts = [
        ClauseText(p.key, p.element, p.slot, "Hello." if p.element == element else p.text)
        for p in passages()
    ]
    assert faults(parts) == [
        f"Element {element} of EC 48260.5 does not say what the statute asks."
    ]


def test_the_alternatives_and_the_days_must_be_named():
    parts = [ClauseText(p.key, p.element, "", p.text) for p in passages()]
    assert faults(parts) == [
        "Element c does not name the alternatives.",
        "Element a does not name the days.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "You may be prosecuted.",
        "Parents may be FINED.",
        "a fine of $100",
        "This is an infraction.",
        "found guilty",
        "juvenile court",
        "Puede recibir una multa.",
        "Es un delito.",
        "cárcel",
    ],
)
def test_threats_are_refused(text):
    (fault,) = faults([*passages(), ClauseText("extra", "", "", text)])
    assert fault.startswith("Clause extra threatens")


@pytest.mark.parametrize("text", ["That is fine by us: finely tuned.", "confine", "refined"])
def test_words_that_only_look_like_a_threat(text):
    expected = 1 if "fine " in text else 0
    assert len(faults([*passages(), ClauseText("extra", "", "", text)])) == expected


def test_example_47_penal_code_270_1_is_repealed():
    parts = [*passages(), ClauseText("extra", "", "", "See Penal Code section 270.1.")]
    blocked = faults(parts, template=OF_2025, on=date(2026, 2, 1))
    assert blocked == ["Clause extra cites Penal Code 270.1, repealed in 2026."]
    assert faults(parts, template=OF_2025, on=date(2025, 12, 31)) == []


@pytest.mark.parametrize(
    ("text", "since"),
    [("You may be fined.", FIRST_NEW), ("See section 270.1.", date(2026, 1, 1))],
)
def test_what_no_letter_may_say_is_refused_from_its_day_on(text, since):
    extra = [ClauseText("extra", "", "", text)]
    for on, is_refused in ((since - timedelta(days=1), False), (since, True)):
        found = faults(passages() + extra, on=on)
        assert any("Clause extra" in one for one in found) is is_refused, on


def test_the_list_that_is_asked_is_that_of_the_day():
    """The old list asks for element h, the new one for g."""
    asked = [set(FIRST_NOTICE.elements_on(day).says) for day in (LAST_OLD, FIRST_NEW)]
    assert asked == [set("abcdefh"), set("abcdefg")]


def test_an_unknown_placeholder_is_named():
    parts = [*passages(), ClauseText("extra", "", "", "Dear {parent}, {student}")]
    assert faults(parts) == ["Nothing is known to fill {parent}."]


def test_both_languages_have_the_same_clauses():
    assert all(set(clause.texts) == {"en", "es"} for clause in NEW.clauses)
    assert all(all(text.strip() for text in clause.texts.values()) for clause in NEW.clauses)


def test_the_versions_of_a_letter_follow_each_other_without_a_gap():
    for earlier, later in pairwise((OLD, OF_2025, NEW)):
        assert earlier.effective_to == later.effective_from - timedelta(days=1)
    assert NEW.effective_to is None


@pytest.mark.parametrize("template", [OF_2025, NEW])
def test_each_element_cites_its_own_letter_of_the_statute(template):
    """EC 48260.5 has its elements as (a) to (g); (h) says from when."""
    cited = {clause.element: clause.citation for clause in template.clauses if clause.element}
    assert sorted(cited) == list("abcdefg")
    assert all(text.endswith(f"EC 48260.5({element})") for element, text in cited.items())


@pytest.mark.parametrize(
    "said", ["preparatoria", "escuela intermedia", "ausentismo injustificado", "Un plan juntos"]
)
def test_the_spanish_is_that_of_los_angeles(said):
    assert said in " ".join(clause.texts["es"] for clause in NEW.clauses)


def test_a_correction_does_not_say_that_a_record_was_changed_which_may_not_have_been():
    """A report may be withdrawn with no day changed: each day of the list says how it stands."""
    [correction] = [one for one in templates(CALIFORNIA) if one.key == "notice_corrected"]
    for language, changed in {
        "en": r"(?i)correct",
        "es": r"(?i)corri?g|correcci",
    }.items():
        said = " ".join(clause.texts[language] for clause in correction.clauses)
        days = " ".join(correction.words[language].values())
        assert not re.search(changed, said + days)
        assert "{letter_date}" in said
    assert (
        correction.version == "2026.2"
    )  # other words than those that a district may have approved


def test_each_language_that_is_known_says_that_something_was_taken_back():
    assert set(CALIFORNIA.letters.superseded) == set(ENGLISH_NAMES) - {"en"}


def test_each_language_that_is_known_has_a_sentence_on_where_to_call():
    calls = CALIFORNIA.letters.call
    assert set(calls) == set(ENGLISH_NAMES) - {"en"}
    assert all("{contact_phone}" in text for text in calls.values())


@pytest.mark.parametrize(
    ("written", "code"),
    [("Spanish", "es"), ("es-MX", "es"), ("ESPAÑOL", "es"), ("Tagalog", "tl"), ("", "")],
)
def test_languages_as_an_sis_writes_them(written, code):
    assert language_code(written) == code


def test_an_unknown_language_stays_as_it_was_written():
    assert language_code("Zapoteco") == own_name("Zapoteco") == "Zapoteco"
    assert own_name("hy") == "Հայերեն"


def test_dates_are_written_out():
    day = date(2026, 9, 3)
    assert written_date(day, "en") == "Thursday, September 3, 2026"
    assert written_date(day, "es") == "jueves 3 de septiembre de 2026"
