"""The timeline of a student: each thing once, whichever rooms tell it, for whoever may read it."""

from datetime import timedelta

import pytest

from accounts.choices import Permission, Role
from accounts.rules import permits
from attendance.choices import EvidenceKind, StepKind
from attendance.models import ProcessStep
from cases.actions import assign, do
from core.timeline import Entry
from desk.queries.timeline import KINDS, timeline
from desk.registry import STORIES, Story
from letters.models import LetterEvent
from tests.contacts.world import log
from tests.desk.rows import text_of
from tests.factories import TODAY, YEAR, CaseFactory, NoteFactory, TaskFactory, act
from tests.letters.rows import notice_about
from tests.letters.world import NOON
from tests.packets.factories import PacketFactory
from tests.sarb.factories import DocketPlaceFactory, ReferralFactory
from tests.world import hire, person

BOARD = "School attendance review board"


def step(student, kind, evidence, row, **values):
    return ProcessStep.objects.create(
        student=student,
        school_year=YEAR,
        kind=kind,
        happened_at=NOON,
        evidence_kind=evidence,
        evidence_id=row,
        **values,
    )


def mail(notice, *, at=NOON):
    return LetterEvent.objects.create(
        notice=notice,
        kind="mailed",
        at=at,
        actor_name="Marcus Bell",
        detail={"mailed_on": TODAY.isoformat(), "channel": "mail", "files": []},
    )


def titles(student, **narrowed):
    return [entry.title for entry in timeline(student.pk, **narrowed)]


def test_the_timeline_has_it_all_and_can_be_narrowed(district, who, case, boss):
    log(who, district.ana, barriers=["transport"], text="El autobús no llega.")
    task = TaskFactory(student=district.ana, title="Home visit")
    do(task=task, act=act(who))
    assign(cases=[case], to=boss, reason="Balance", act=act(boss))
    entries = timeline(district.ana.pk)
    assert [e.at for e in entries] == sorted((e.at for e in entries), reverse=True)
    assert {e.kind for e in entries} == {"contact", "task", "case"}
    [call] = timeline(district.ana.pk, kind="contact")
    assert (call.title, call.facts) == ("Call with Aunt Rosa", ("Spoke", "Getting to school"))
    assert timeline(district.ana.pk, text="autobus llega") == [call]
    assert timeline(district.ana.pk, text="tren") == []


@pytest.mark.parametrize("many", [10, 50])
def test_a_timeline_takes_as_many_statements_however_long(
    district, django_assert_max_num_queries, many
):
    for _ in range(many):
        NoteFactory(about_student=district.ana)
    with django_assert_max_num_queries(22):
        assert len(timeline(district.ana.pk)) == many


@pytest.mark.parametrize("times", [1, 2])
def test_a_mailing_is_told_once_though_it_is_a_step_of_the_law_too(district, times):
    notice = notice_about(district.ana, district.oak, stage="mailed", due_by=TODAY)
    for n in range(times):
        mail(notice, at=NOON + timedelta(hours=n))
    name = f"{notice.pk}:{times}" if times > 1 else str(notice.pk)
    step(district.ana, StepKind.NOTICE_48260_5, EvidenceKind.NOTICE, name)
    letter, report = sorted(timeline(district.ana.pk), key=lambda entry: entry.kind)
    assert (letter.kind, letter.by) == ("letter", "Marcus Bell")
    assert report.title == "Report to the attendance supervisor filed"


def test_a_contact_that_is_an_effort_is_told_once(district):
    note = NoteFactory(about_student=district.ana)
    step(district.ana, StepKind.EFFORT_48262, EvidenceKind.NOTE, str(note.pk))
    [told] = timeline(district.ana.pk)
    assert (told.kind, told.row) == ("contact", note)


def test_a_step_that_nobody_else_tells_is_told_as_one(district):
    step(district.ana, StepKind.SART, EvidenceKind.HISTORY, "1")
    step(district.ana, StepKind.SARB, EvidenceKind.HISTORY, "1")
    withdrawn = step(district.ana, StepKind.NOTICE, EvidenceKind.HISTORY, "2")
    ProcessStep.objects.filter(pk=withdrawn.pk).update(withdrawn_at=NOON)
    assert sorted(titles(district.ana)) == ["SARB hearing", "SART meeting"]


def test_acceptance_hearing_and_packet_are_told(district):
    referral = ReferralFactory(student=district.ana, accepted=True)
    DocketPlaceFactory(referral=referral)
    PacketFactory(referral=referral)
    found = titles(district.ana)
    assert f"Referral accepted: {BOARD}" in found
    assert f"Hearing set for Nov 25: {BOARD}" in found
    assert "Packet for the chair built, edition 1" in found


def test_who_may_not_read_packets_is_told_of_no_referral(district):
    CaseFactory(student=district.ana)
    ReferralFactory(student=district.ana)
    words = f"Referred: {BOARD}"
    address = f"/students/{district.ana.pk}/work/"
    readers = [role for role in Role if permits(role, Permission.CASE_READ)]
    assert {permits(role, Permission.PACKET_READ) for role in readers} == {True, False}
    for role in readers:
        page = text_of(person(hire(role)), address)
        assert (words in page) == permits(role, Permission.PACKET_READ), role


def test_of_two_rooms_that_tell_a_thing_the_first_is_heard():
    def tell(title):
        return Story(Permission.CASE_READ, lambda _: [Entry(NOON, "note:1", "note", title)])

    [told] = timeline(1, stories=[tell("A call"), tell("A step")])
    assert told.title == "A call"


def test_each_kind_can_be_narrowed_to(district):
    NoteFactory(about_student=district.ana)
    ReferralFactory(student=district.ana)
    assert {entry.kind for entry in timeline(district.ana.pk)} <= set(KINDS)


def test_each_room_says_who_may_hear_it():
    assert {story.permission for story in STORIES} <= set(Permission)
