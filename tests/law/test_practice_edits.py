"""What the district says of practice: an entry at a time, by a named person, over the pack."""

import pytest
from django.db import DatabaseError, transaction

from audit.models import AuditEvent
from law.actions import EntryMoved, NoSuchEntry, edit_practice
from law.models import PracticeEdit
from law.packs import is_settled, load_pack
from law.queries import practice_in_force
from tests.contacts.world import race
from tests.factories import TODAY, UserFactory, act

PACK = load_pack("california").practice
MENTOR = PACK.interventions["I15"]


@pytest.fixture
def boss(db):
    return UserFactory(name="Ada Boss")


def edit(by, part="interventions", code="I15", *, said=None, is_reviewed=True, read=0):
    said = {"what": "An adult who cares."} if said is None else said
    return edit_practice(
        act(by), part=part, code=code, said=said, is_reviewed=is_reviewed, read=read
    )


def now():
    return practice_in_force(TODAY)


def test_without_an_edit_it_is_the_packs(db, django_assert_num_queries):
    with django_assert_num_queries(2):  # the policy, the edits
        assert now() == PACK


def test_the_districts_words_stand_in_place_of_the_packs(boss):
    edit(boss)
    found = now().interventions["I15"]
    assert (found.what, found.name, found.dose) == (
        "An adult who cares.",
        MENTOR.name,
        MENTOR.dose,
    )
    assert (found.evidence, found.tiers) == (MENTOR.evidence, MENTOR.tiers)
    assert is_settled(found)
    assert not is_settled(now().interventions["I16"])


def test_one_language_of_an_entry_is_said_otherwise(boss):
    edit(boss, "barriers", "B01", said={"label.es": "Enfermo", "student.en": "Are you ill?"})
    found, usual = now().barriers["B01"], PACK.barriers["B01"]
    assert found.label == {**usual.label, "es": "Enfermo"}
    assert found.student == {**usual.student, "en": "Are you ill?"}
    assert found.adult == usual.adult


@pytest.mark.parametrize(
    ("part", "code", "name"),
    [
        ("templates", "middle", "agree"),
        ("scripts", "limits", "adult.es"),
        ("barriers", "D01", "label.en"),
    ],
)
def test_every_part_has_its_words(boss, part, code, name):
    edit(boss, part, code, said={name: "In our words"})
    entry = now().part(part)[code]
    field, _, language = name.partition(".")
    value = getattr(entry, field)
    assert (value[language] if language else value) == "In our words"


def test_what_is_not_offered_is_in_no_menu_and_suggested_to_nobody(boss):
    assert "I15" in now().suggested(["D01"], tier="early", level="middle", most=3)
    edit(boss, said={"is_offered": False})
    assert "I15" not in now().menu
    assert "I15" in now().interventions
    assert "I15" not in now().suggested(["D01"], tier="early", level="middle", most=3)
    assert "I15" not in now().suggested([], tier="early", level="middle", most=3)


def test_the_newest_edit_of_an_entry_holds(boss):
    first = edit(boss)
    edit(boss, code="I16", said={"name": "Check in"})
    edit(boss, said={"what": MENTOR.what, "dose": "Daily"}, is_reviewed=False, read=first.pk)
    found = now().interventions["I15"]
    assert (found.what, found.dose, is_settled(found)) == (MENTOR.what, "Daily", False)
    assert now().interventions["I16"].name == "Check in"
    # What the pack says itself is none of the district's: it follows the pack.
    assert PracticeEdit.objects.get(pk__gt=first.pk, code="I15").said == {"dose": "Daily"}


def test_it_is_written_down_who_said_what(boss):
    made = edit(boss)
    assert made.by == "Ada Boss"
    event = AuditEvent.objects.get(action="practice.edited")
    said = {"part": "interventions", "code": "I15", "said": {"what": "An adult who cares."}}
    assert event.detail == {**said, "is_reviewed": True}


@pytest.mark.parametrize("is_reviewed", [True, False])
def test_the_same_again_is_no_edit(boss, is_reviewed):
    made = edit(boss, is_reviewed=is_reviewed)
    assert edit(boss, is_reviewed=is_reviewed, read=made.pk) is None
    assert edit(boss, code="I16", said={}, is_reviewed=False) is None
    assert PracticeEdit.objects.count() == 1


def test_reviewed_without_a_word_changed_is_an_edit(boss):
    made = edit(boss, said={"what": MENTOR.what})
    assert (made.said, made.is_reviewed) == ({}, True)
    assert is_settled(now().interventions["I15"])


@pytest.mark.parametrize("read", [0, 999_999])
def test_what_somebody_changed_meanwhile_is_not_undone_unseen(boss, read):
    edit(boss)
    with pytest.raises(EntryMoved):
        edit(boss, said={"what": "Mine"}, read=read)
    assert now().interventions["I15"].what == "An adult who cares."


@pytest.mark.parametrize(
    ("part", "code", "said"),
    [
        ("interventions", "I99", {}),
        ("nothing", "I15", {}),
        ("interventions", "I15", {"tiers": ["early"]}),
        ("barriers", "B01", {"name": "x"}),
    ],
)
def test_what_there_is_not_cannot_be_said(boss, part, code, said):
    with pytest.raises(NoSuchEntry):
        edit(boss, part, code, said=said)
    assert not PracticeEdit.objects.exists()


def test_what_the_pack_has_no_more_is_left_out(db):
    PracticeEdit.objects.create(
        part="interventions", code="I99", said={"name": "x"}, is_reviewed=True, by="Ada"
    )
    PracticeEdit.objects.create(part="gone", code="I15", said={}, is_reviewed=True, by="Ada")
    assert now() == PACK


def test_an_edit_stays_as_it_was(boss):
    edit(boss)
    with pytest.raises(DatabaseError), transaction.atomic():
        PracticeEdit.objects.update(by="Nobody")
    with pytest.raises(DatabaseError), transaction.atomic():
        PracticeEdit.objects.all().delete()


def test_of_two_at_once_one_is_told(committed, boss):
    def one(n):
        try:
            return edit(boss, said={"what": f"Words of {n}"}) is not None
        except EntryMoved:
            return False

    assert sum(race(one)) == 1
