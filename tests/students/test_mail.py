"""Whom a letter about a child is written to: the boundary cases of families."""

from dataclasses import replace
from datetime import date

import pytest

from students.rules.envelope import AddressLines
from students.rules.mail import Child, Recipient, Tie, addressed_to, is_of_age

HOME, ELSEWHERE, SAFE = (
    AddressLines(("1 Elm St", "LA")),
    AddressLines(("9 Oak St", "LA")),
    AddressLines(("P.O. Box 7",)),
)
HALF = AddressLines(("1 Elm St", "LA"), is_half=True)
CHILD = Child("Ana Ito", is_of_age=False, is_unaccompanied=False, language="es", home=HOME)
MOTHER = Tie("1", "Mia", "mother", "es", lives_with=True, holds_rights=True, own=HOME)
FATHER = Tie("2", "Bo", "father", "en", lives_with=False, holds_rights=True, own=ELSEWHERE)
LIAISON = Recipient("liaison", "Teresa", "", "en", AddressLines(("Room 210",)))


def tie(base, **change):
    return Tie(**{**base.__dict__, **change})


def to(*ties, child=CHILD, liaison=LIAISON):
    found = addressed_to(child, ties, liaison)
    return [(one.name, one.address) for one in found.recipients]


def asked(*ties, child=CHILD, liaison=LIAISON):
    return [question.code for question in addressed_to(child, ties, liaison).questions]


def test_each_holder_of_rights_reads_it_at_their_own_address():
    assert to(MOTHER, FATHER) == [("Mia", HOME), ("Bo", ELSEWHERE)]
    assert asked(MOTHER, FATHER) == []


def test_no_contact_gets_nothing_and_asks_nothing_while_another_holds_rights():
    gone = tie(FATHER, no_contact=True, holds_rights=False, order="Custody")
    assert to(MOTHER, gone) == [("Mia", HOME)]
    assert asked(MOTHER, gone) == []


def test_rights_and_no_contact_contradict():
    assert asked(MOTHER, tie(FATHER, no_contact=True)) == ["no_contact"]


def test_a_safe_address_wins():
    assert to(tie(MOTHER, safe=SAFE)) == [("Mia", SAFE)]


def test_a_stepparent_in_the_home_of_a_parent_gets_nothing():
    step = Tie("3", "Sam", "stepparent", "en", lives_with=True, holds_rights=False, own=HOME)
    assert to(MOTHER, step) == [("Mia", HOME)]


def test_a_caregiver_by_affidavit_reads_it_beside_the_mother():
    caregiver = Tie(
        "3", "Nan", "caregiver", "es", lives_with=True, holds_rights=False, has_affidavit=True
    )
    away = tie(MOTHER, lives_with=False, own=ELSEWHERE)
    assert to(caregiver, away) == [("Mia", ELSEWHERE), ("Nan", HOME)]


def test_a_relative_the_child_lives_with_has_charge_of_it():
    aunt = Tie("3", "Zoe", "relative", lives_with=True, holds_rights=False)
    assert to(aunt, tie(MOTHER, lives_with=False, own=ELSEWHERE)) == [
        ("Mia", ELSEWHERE),
        ("Zoe", HOME),
    ]


def test_foster_care_the_holder_and_the_caregiver_not_the_agency():
    foster = Tie(
        "3", "Fay", "foster_parent", "en", lives_with=True, holds_rights=False, own=ELSEWHERE
    )
    worker = Tie("4", "Wes", "agency_worker", is_agency_worker=True, holds_rights=False, own=SAFE)
    parent = tie(MOTHER, lives_with=False, own=HOME)
    assert to(foster, worker, parent) == [("Mia", HOME), ("Fay", ELSEWHERE)]
    assert asked(foster, worker, parent) == []


def test_an_agency_worker_in_whose_home_the_child_lives_has_no_charge_of_it():
    worker = Tie("4", "Wes", "agency_worker", lives_with=True, is_agency_worker=True, own=SAFE)
    away = tie(MOTHER, lives_with=False, own=ELSEWHERE)
    assert to(worker, away) == [("Mia", ELSEWHERE)]
    assert asked(worker, away) == ["no_charge"]
    assert to(tie(worker, holds_rights=True), away) == [("Wes", SAFE), ("Mia", ELSEWHERE)]


def test_a_student_of_18_reads_it_alone():
    child = Child("Ana Ito", is_of_age=True, is_unaccompanied=False, language="en", home=HOME)
    assert to(MOTHER, child=child) == [("Ana Ito", HOME)]
    assert asked(child=replace(child, home=AddressLines(), language="")) == [
        "no_address",
        "language_unknown",
    ]


def test_a_student_of_age_reads_it_alone_whatever_else_holds():
    child = replace(CHILD, is_of_age=True, is_unaccompanied=True)
    assert to(MOTHER, FATHER, child=child) == [("Ana Ito", HOME)]


def test_an_unaccompanied_student_is_written_to_through_the_liaison():
    child = Child("Ana Ito", is_of_age=False, is_unaccompanied=True, language="", home=HOME)
    assert to(MOTHER, child=child) == [("Teresa", AddressLines(("Room 210",)))]
    assert asked(child=child, liaison=None) == ["no_liaison"]


@pytest.mark.parametrize(
    ("ties", "codes"),
    [
        ([], ["no_rights_holder", "no_charge"]),
        ([tie(MOTHER, holds_rights=None)], ["no_rights_holder", "rights_unknown"]),
        ([MOTHER, tie(FATHER, holds_rights=None)], ["rights_unknown"]),
        ([MOTHER, Tie("3", "Gus", "grandparent")], []),
        ([tie(MOTHER, order="Custody")], ["court_order"]),
        ([tie(MOTHER, receives_mail=False)], ["no_mail"]),
        ([MOTHER, Tie("3", "Nan", "grandparent", receives_mail=False)], []),  # gets no copy
        (
            [
                tie(MOTHER, lives_with=False),
                Tie(
                    "3",
                    "Nan",
                    "caregiver",
                    "en",
                    has_affidavit=True,
                    own=HOME,
                    receives_mail=False,
                ),
            ],
            ["no_mail"],
        ),
        ([FATHER], ["no_charge"]),
        ([MOTHER, tie(FATHER, own=AddressLines())], ["no_address"]),
        ([tie(MOTHER, own=AddressLines())], []),  # at the child's home
        ([tie(MOTHER, own=HALF)], []),  # the home of both, which is whole
        ([tie(MOTHER, own=replace(HALF, lines=("2 Elm St", "LA")))], ["half_address"]),
        ([MOTHER, tie(FATHER, own=HALF)], ["half_address"]),
        ([tie(MOTHER, safe=replace(SAFE, is_half=True))], ["half_address"]),
        ([tie(MOTHER, language="")], []),  # in the language of that home
        ([MOTHER, tie(FATHER, language="")], ["language_unknown"]),
        ([MOTHER, tie(FATHER, language=" ", lives_with=True)], []),
        ([MOTHER, Tie("3", "Gus", "grandparent", "")], []),  # gets no copy
    ],
)
def test_unknown_means_stop_and_ask(ties, codes):
    assert asked(*ties) == codes


def test_one_adult_under_two_ids_gets_one_envelope():
    again = tie(MOTHER, key="7", name="MÍA", own=replace(HOME, lines=("1 ELM ST.", "la")))
    assert to(MOTHER, again) == [("Mia", HOME)]
    assert asked(MOTHER, again) == []


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Mia Elena"},
        {"relation": "grandparent"},
        {"own": ELSEWHERE},
        {"language": "en"},
        {"name": "", "own": HOME},
    ],
)
def test_two_adults_get_an_envelope_each(change):
    assert len(to(MOTHER, tie(MOTHER, **{"key": "7", **change}))) == 2


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"no_contact": True, "holds_rights": None}, ["two_ids"]),
        ({"safe": SAFE}, ["two_ids"]),
        ({"safe": SAFE, "holds_rights": False, "lives_with": False}, ["two_ids"]),
        ({"safe": HOME}, []),
        ({"name": "Eva", "safe": SAFE}, []),
    ],
)
def test_no_second_id_reaches_whom_the_first_says_not_to(change, codes):
    assert asked(MOTHER, tie(MOTHER, **{"key": "7", **change})) == codes


def test_half_a_home_is_written_to_by_nobody():
    half = replace(CHILD, home=HALF)
    assert asked(tie(MOTHER, own=AddressLines()), child=half) == ["half_address"]
    assert asked(tie(MOTHER, own=HALF), child=half) == ["half_address"]
    assert asked(MOTHER, child=half) == []
    assert asked(child=replace(half, is_of_age=True)) == ["half_address"]


def test_a_language_is_taken_from_the_home_or_asked_for():
    def languages(*ties, child=CHILD):
        return [one.language for one in addressed_to(child, ties, LIAISON).recipients]

    assert languages(tie(MOTHER, language=""), FATHER) == ["es", "en"]
    assert languages(MOTHER, tie(FATHER, language="")) == ["es", ""]
    unknown = replace(CHILD, language="")
    assert asked(tie(MOTHER, language=""), child=unknown) == ["language_unknown"]
    assert asked(tie(MOTHER, language="English"), child=unknown) == []


def test_without_a_birth_date_nobody_knows_whether_the_student_reads_it_alone():
    unborn = replace(CHILD, is_of_age=None)
    assert asked(MOTHER, child=unborn) == ["birth_date_unknown"]
    alone = replace(unborn, is_unaccompanied=True)
    assert asked(child=alone) == ["birth_date_unknown"]
    assert asked(child=alone, liaison=None) == ["no_liaison", "birth_date_unknown"]


@pytest.mark.parametrize(
    ("born", "of_age"),
    [(date(2008, 11, 18), True), (date(2008, 11, 19), False), (None, None)],
)
def test_of_age_on_the_birthday(born, of_age):
    assert is_of_age(born, date(2026, 11, 18)) is of_age


def test_no_copy_carries_the_address_of_another_adult():
    safe = tie(MOTHER, safe=SAFE)
    for name, address in to(safe, FATHER):
        assert address == {"Mia": SAFE, "Bo": ELSEWHERE}[name]
