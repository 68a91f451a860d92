"""What a chair's lists say of a case and of a day: on the day itself, and of whom it is."""

from datetime import timedelta

import pytest

from accounts.choices import Role
from attendance.models import ProcessStep
from letters.choices import CORRECTIONS
from letters.models import LetterEvent
from sarb.choices import Level, PlaceStage
from sarb.models import Referral
from sarb.queries.home import MOST_WAITING, chair_home
from sarb.queries.lists import Hearing, counts, dockets, with_interpreters
from sarb.queries.readiness import readiness_of
from sarb.queries.untold import why_untold
from tests.attendance.reports import NOON, filed
from tests.factories import TODAY, YEAR, GuardianshipFactory
from tests.letters.rows import notice_about
from tests.packets.factories import DocumentFactory, PacketFactory
from tests.sarb.factories import SENT_AT, DocketFactory, DocketPlaceFactory, ReferralFactory
from tests.world import hire

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("values", "needed"),
    [
        ({}, True),
        ({"guardian__interpreter": False}, False),
        ({"is_current": False, "ended_on": TODAY}, False),  # an adult of the student no more
        ({"no_contact": True}, False),  # does not come to the hearing
    ],
)
def test_an_interpreter_is_needed_for_an_adult_who_may_come(db, values, needed):
    referral = ReferralFactory()
    speaks = {"guardian__interpreter": True, "guardian__language": "Spanish"}
    for _ in range(2):
        GuardianshipFactory(student=referral.student, **{**speaks, **values})
    unsaid = {**speaks, "guardian__language": "", **values}
    GuardianshipFactory(student=referral.student, **unsaid)
    GuardianshipFactory(student=ReferralFactory().student, guardian__interpreter=True)
    found = with_interpreters(Referral.objects.filter(pk=referral.pk)).get()
    assert found.needs_interpreter is needed
    assert found.interpreter_in == (["Spanish"] if needed else [])


def test_the_hearings_of_today_are_to_come_until_tomorrow(db):
    days = [DocketFactory(date=TODAY + n * DAY) for n in (-2, -1, 0, 1)]
    assert list(dockets(on=TODAY)) == days[2:]  # the soonest first
    assert list(dockets(on=TODAY, past=True)) == [days[1], days[0]]  # the latest first


@pytest.mark.parametrize(("position", "moves"), [(1, False), (2, True)])
def test_the_first_of_a_day_has_nobody_to_change_with(position, moves):
    place = DocketPlaceFactory.build(docket=None, referral=None, position=position)
    hearing = Hearing(place, line=None, edition=None, latest=None, stage=PlaceStage.AHEAD)
    assert ("move_up" in hearing.verbs) is moves
    assert "take_off" in hearing.verbs


@pytest.mark.parametrize(
    ("stage", "events", "is_told"),
    [("due", [], True), ("mailed", [], False), ("withdrawn", ["not_sent"], False)],
)
def test_a_family_told_of_a_report_once_is_told_by_no_second_letter(
    district, stage, events, is_told
):
    report = filed(district.ana)
    of = {"kind": CORRECTIONS[0], "report": report, "due_by": TODAY, "stage": stage}
    letter = notice_about(district.ana, district.oak, **of)
    for kind in events:
        LetterEvent.objects.create(notice=letter, kind=kind, at=NOON)
    assert (why_untold(report, at=NOON) == "") is is_told


@pytest.mark.parametrize(
    ("evidence", "since", "is_told"),
    [("history", 0, False), ("history", 1, True), ("notice", 0, True)],
)
def test_no_letter_corrects_a_notice_of_before_go_live(district, evidence, since, is_told):
    """One whose step fell with this very decision, and that this system did not send."""
    step = {"kind": "notice_48260_5", "school_year": YEAR, "happened_at": NOON - DAY}
    step |= {"evidence_kind": evidence, "evidence_id": "1", "withdrawn_at": NOON - since * DAY}
    ProcessStep.objects.create(student=district.ana, recorded_at=NOON - DAY, **step)
    assert (why_untold(filed(district.ana), at=NOON) == "") is is_told


@pytest.mark.parametrize(("waiting", "more"), [(MOST_WAITING, 0), (MOST_WAITING + 1, 1)])
def test_a_chair_is_shown_the_oldest_that_wait_for_boards_and_how_many_more(
    district, waiting, more
):
    ReferralFactory(student=district.ana, level=Level.SART, made_at=SENT_AT - DAY)
    ReferralFactory(student=district.ben, accepted=True)
    sent = [ReferralFactory(made_at=SENT_AT - n * DAY) for n in range(waiting)]
    for days in (-1, 3, 2):
        DocketFactory(date=TODAY + days * DAY)
    home = chair_home(hire(Role.SARB_CHAIR), TODAY)
    assert (home.next.date, home.days) == (TODAY + 2 * DAY, 2)
    oldest = [one.pk for one in reversed(sent)]
    assert [line.referral.pk for line in home.waiting] == oldest[:MOST_WAITING]
    assert (home.counts["waiting"], home.more) == (waiting, more)


def test_a_written_notice_is_missing_until_it_is_given_and_of_boards_alone(db):
    given = {"noticed_on": TODAY, "noticed_how": "mail", "noticed_by": "Ana Reyes"}
    made = [ReferralFactory(), ReferralFactory(**given), ReferralFactory(level=Level.SART)]
    ready = readiness_of(made, on=TODAY)
    said = [any("Written notice" in text for text in ready[one.pk].missing) for one in made]
    assert said == [True, False, False]


def test_a_case_with_its_place_waits_for_none(db):
    waiting, accepted = ReferralFactory(), ReferralFactory(accepted=True)
    placed = DocketPlaceFactory().referral
    found = counts(Referral.objects.filter(pk__in=[waiting.pk, accepted.pk, placed.pk]))
    assert (found["waiting"], found["unplaced"], found["placed"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("reader", "state", "ready"),
    [("chair", "ready", 1), ("chair", "waiting", 0), ("panel", "ready", 0)],
)
def test_a_day_counts_the_packets_that_its_chair_can_read(db, reader, state, ready):
    place = DocketPlaceFactory()
    PacketFactory(
        referral=place.referral,
        reader=reader,
        state=state,
        document=None if state == "waiting" else DocumentFactory(),
    )
    assert [(one.cases, one.ready) for one in dockets(on=TODAY)] == [(1, ready)]
