"""Where a letter goes: the safe address before any other, and no half of one."""

import json

import pytest

from letters.models import Copy
from students.choices import Relation
from students.models import Guardian, Guardianship
from tests.factories import (
    GuardianshipFactory,
)
from tests.letters.world import approved


def test_a_safe_address_given_for_a_sibling_is_written_to(notice, ana, district):
    mother = Guardianship.objects.get(student=ana, relation="mother")
    for student, safe, current in (
        (district.ben, "", True),
        (district.cleo, "9 Old Rd, Downey", False),
        (district.dov, "P.O. Box 7, Oakville, CA 93644", True),
    ):
        GuardianshipFactory(
            student=student, guardian=mother.guardian, safe_address=safe, is_current=current
        )
    approved(notice)
    copy = Copy.objects.get(name__startswith="María")
    assert copy.facts["recipient"]["address"] == ["P.O. Box 7", "Oakville, CA 93644"]
    assert "1 Elm St" not in json.dumps(copy.facts)


def test_the_safe_address_given_for_the_child_itself_comes_first(notice, ana, district):
    mother = Guardianship.objects.filter(student=ana, relation="mother")
    mother.update(safe_address="P.O. Box 1, Oakville, CA 93644")
    GuardianshipFactory(
        student=district.ben,
        guardian=mother.get().guardian,
        safe_address="P.O. Box 7, Oakville, CA 93644",
    )
    approved(notice)
    copy = Copy.objects.get(name__startswith="María")
    assert copy.facts["recipient"]["address"] == ["P.O. Box 1", "Oakville, CA 93644"]


@pytest.mark.parametrize(
    "lacks", [{"state": ""}, {"zip": ""}, {"state": " ", "zip": ""}], ids=["state", "zip", "both"]
)
def test_no_letter_is_written_to_half_an_address(notice, lacks):
    Guardian.objects.filter(guardianships__relation=Relation.FATHER).update(**lacks)
    (held,) = approved(notice, answers={notice.pk: "It is near."}).held
    [hold] = held.holds
    father = held.recipients[1]
    assert (
        hold.text
        == f"The address of {father.name} lacks the state or the ZIP code, or has a part of it alone."
    )
    assert hold.advice == (
        "Correct it in the student information system: it comes with the next import."
    )
    assert (hold.whose, hold.place) == (father.name, f"adult-{father.key}")
    assert not Copy.objects.exists()


@pytest.mark.parametrize(
    ("safe", "is_held"),
    [
        ("P.O. Box 7, Oakville, CA 93644", False),
        ("P.O. Box 7, Oakville, California, 93644-0007 ", False),
        ("P.O. Box 7, Oakville, CA", True),
        ("P.O. Box 7, Oakville 93644", True),
        ("P.O. Box 7", True),
    ],
)
def test_a_safe_address_is_a_whole_one_too(notice, ana, safe, is_held):
    """Never the other one in its place."""
    Guardianship.objects.filter(student=ana, relation=Relation.MOTHER).update(safe_address=safe)
    held = approved(notice).held
    assert bool(held) is is_held
    assert not Copy.objects.filter(facts__recipient__address__0="1 Elm St").exists()
