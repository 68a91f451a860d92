"""What a timeline tells of visits, and what it never does."""

from uuid import uuid4

import pytest

from accounts.choices import Permission
from desk.queries.timeline import timeline as desk_timeline
from tests.factories import NotAloneFactory, VisitFactory
from tests.visits.world import at_the_door, logged, now, plan
from visits.actions import call_off, confirm, lift, resume
from visits.choices import WhyNotAlone, WhyOff
from visits.queries.timeline import timeline

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(counselor, partner, watcher, district):
    """All that is told of Ana: a visit that was confirmed, made, called off and planned again."""
    visit = plan(counselor, district.ana, partner=partner)
    confirm(now(partner), visit=visit, client_uuid=uuid4())
    call_off(now(counselor), visit=visit, client_uuid=uuid4(), why=WhyOff.UNSAFE)
    resume(now(counselor), visit=visit, client_uuid=uuid4())
    at_the_door(counselor, visit, watcher)
    logged(counselor, visit, district.ana)
    warning = NotAloneFactory(student=district.ana, reason=WhyNotAlone.WEAPON, by=counselor)
    lift(now(partner), warning=warning)
    NotAloneFactory(student=district.ben)
    return list(timeline(district.ana.pk))


def test_what_was_planned_and_decided_is_told(told, counselor, partner):
    assert [(entry.title, entry.by) for entry in told] == [
        ("Home visit planned", str(counselor)),
        ("Home visit confirmed by the partner", str(partner)),
        ("Home visit called off", str(counselor)),
        ("Home visit planned again", str(counselor)),
        ("Do not visit alone", str(counselor)),
        ("Do not visit alone: lifted", str(partner)),
    ]


def test_nobody_reads_why_in_a_timeline(told):
    said = " ".join(str(entry) for entry in told)
    assert WhyNotAlone.WEAPON.label not in said
    assert WhyOff.UNSAFE.label not in said
    assert {entry.needs for entry in told} == {Permission.NOTE_WRITE}


def test_a_page_with_the_reason_is_linked_only_for_who_may_read_it(told, district):
    def links(may):
        return {entry.href for entry in desk_timeline(district.ana.pk, kind="visit", may=may)}

    assert links({Permission.CASE_READ}) == {""}
    assert "" not in links({Permission.CASE_READ, Permission.NOTE_WRITE})


@pytest.mark.parametrize("many", [1, 5])
def test_it_takes_as_many_statements_however_much(district, django_assert_num_queries, many):
    for _ in range(many):
        VisitFactory(about_student=district.ana)
        NotAloneFactory(student=district.ana)
    with django_assert_num_queries(3):
        assert len(list(timeline(district.ana.pk))) == 2 * many
