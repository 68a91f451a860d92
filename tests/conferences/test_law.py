"""What a conference is to the law: by its notes alone, as they read now."""

from attendance.choices import EvidenceKind, StepKind
from attendance.models import ProcessStep
from audit.models import AuditEvent
from conferences.actions import take_back
from conferences.choices import OfferedHow
from contacts.actions import withdraw_note
from contacts.choices import WhyTakenBack
from contacts.models import Note
from contacts.queries.timeline import timeline
from desk.queries.timeline import timeline as whole
from packets.queries.contacts import contacts_of
from tests.conferences.world import UUID_2, ended, now, offer
from tests.contacts.world import race
from tests.factories import YEAR, GuardianshipFactory


def steps(student):
    found = ProcessStep.objects.filter(student=student, kind=StepKind.EFFORT_48262)
    return found.filter(withdrawn_at=None).order_by("pk")


def test_each_note_is_a_step_of_its_own_with_what_came_of_it(district, who, mother):
    made = ended(who, offer(who, district.ana, mother, how=OfferedHow.VOICEMAIL), "miss")
    offered, missed = steps(district.ana)
    assert (offered.evidence_kind, offered.evidence_id) == (
        EvidenceKind.NOTE,
        str(made.offer_id),
    )
    assert offered.detail == {"contact": "call", "outcome": "voicemail", "reached": False}
    assert missed.evidence_id == str(made.result_id)
    assert missed.detail == {"contact": "conference", "outcome": "no_show", "reached": False}


def test_with_the_note_of_the_offer_its_effort_goes(district, who, mother):
    made = offer(who, district.ana, mother)
    withdraw_note(now(who), note=made.offer, reason=WhyTakenBack.NOT_SO, manages=False)
    assert not steps(district.ana).exists()


def test_an_adult_of_another_child_is_no_effort_for_this_one(district, who):
    stranger = GuardianshipFactory(student=district.dov).guardian
    offer(who, district.ana, stranger)
    assert not steps(district.ana).exists()


def test_the_timeline_tells_the_notes_and_nothing_twice(district, who, mother):
    ended(who, offer(who, district.ana, mother), "hold", minutes=1)
    told = [entry.title for entry in whole(district.ana.pk)]
    assert told == ["Conference with Rosa Ito", "Call with Rosa Ito"]
    facts = [entry.facts for entry in timeline(district.ana.pk)]
    assert all("Conference with parent and student offered" in one for one in facts)


def test_a_packet_lists_them_as_contacts(district, who, mother):
    ended(who, offer(who, district.ana, mother), "refuse", minutes=1)
    offered, refused = contacts_of(district.ana.pk, school_year=YEAR)
    assert (offered["kind"], offered["outcome"]) == ("Call", "Spoke")
    assert (refused["kind"], refused["outcome"], refused["is_support"]) == (
        "Conference",
        "Refused",
        True,
    )


def test_what_was_taken_back_stands_in_no_packet(district, who, mother):
    made = ended(who, offer(who, district.ana, mother), "miss", minutes=1)
    take_back(now(who, minutes=2), conference=made)
    kinds = [one["kind"] for one in contacts_of(district.ana.pk, school_year=YEAR)]
    assert kinds == ["Call"]


def test_who_did_what_is_in_the_log(district, who, mother):
    made = ended(who, offer(who, district.ana, mother), "hold", minutes=1)
    take_back(now(who, minutes=2), conference=made)
    events = AuditEvent.objects.filter(target_kind="conference").order_by("pk")
    assert [event.action for event in events] == [
        "conference.offered",
        "conference.ended",
        "conference.opened_again",
    ]
    assert {event.target_id for event in events} == {str(made.pk)}
    assert {event.student_id for event in events} == {district.ana.pk}


def test_a_double_click_offers_one(committed, district, who):
    mother = GuardianshipFactory(student=district.ana).guardian
    answers = race(lambda _: offer(who, district.ana, mother))
    assert len({one.pk for one in answers}) == 1
    assert Note.objects.count() == 1


def test_of_two_who_say_what_came_of_it_one_is_heard(committed, district, who, boss):
    mother = GuardianshipFactory(student=district.ana).guardian
    made = offer(who, district.ana, mother, uuid=UUID_2)
    verbs = ("hold", "miss")
    answers = race(lambda n: ended((who, boss)[n], made, verbs[n]), times=2)
    assert sum(isinstance(one, Exception) for one in answers) == 1
    assert Note.objects.filter(kind="conference").count() == 1
