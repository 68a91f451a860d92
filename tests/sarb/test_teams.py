"""A school's own teams: who answers their referrals, what they are asked, and that they met."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template.loader import render_to_string

from accounts.choices import Permission, Role
from attendance.choices import StepKind
from attendance.models import ProcessStep
from audit.models import AuditEvent
from core.stages import NotNow
from law.queries import pack_today
from sarb.actions.dockets import ReferredSince
from sarb.actions.referrals import HasHearing, NeedsJustification, refer, send_back
from sarb.actions.teams import MeetingNotYet, hold, not_held
from sarb.choices import Level, Reason
from sarb.models import Referral
from sarb.queries.dossiers import dossier_of
from sarb.queries.readiness import readiness_of
from sarb.queries.timeline import timeline
from sarb.rules.teams import answers, is_of_school
from tests.factories import TODAY, YEAR
from tests.sarb.factories import SENT_AT, DocketFactory, DocketPlaceFactory, ReferralFactory
from tests.sarb.pages import url
from tests.world import hire, person

ACCEPTED = {"state": "accepted", "decided_by": "Ana Reyes", "decided_at": SENT_AT}


@pytest.fixture
def to_sart(district):
    return ReferralFactory(student=district.ana, level=Level.SART)


def steps():
    return list(ProcessStep.objects.filter(withdrawn_at=None).values_list("kind", "evidence_kind"))


# --- Rules ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("level", "asked"),
    [
        (Level.SSPT, Permission.TEAM_ANSWER),
        (Level.SART, Permission.TEAM_ANSWER),
        (Level.RESOURCE_PANEL, Permission.DOCKET_MANAGE),
        (Level.SARB, Permission.DOCKET_MANAGE),
    ],
)
@pytest.mark.django_db
def test_who_answers(level, asked):
    pack = pack_today()
    assert answers(level, pack) == asked
    assert is_of_school(level, pack) == (asked == Permission.TEAM_ANSWER)


@pytest.mark.parametrize("level", [Level.SSPT, Level.SART])
@pytest.mark.django_db
def test_a_team_asks_for_nothing_that_only_it_or_a_later_one_brings(level):
    one = ReferralFactory(level=level)
    ready = readiness_of([one], on=TODAY)[one.pk]
    assert "sart" not in {item.key for item in ready.checked}
    assert not any("Written notice" in words for words in ready.missing)
    board = ReferralFactory()
    asked = readiness_of([board], on=TODAY)[board.pk]
    assert "sart" in {item.key for item in asked.checked}
    assert any("Written notice" in words for words in asked.missing)


# --- The meeting ----------------------------------------------------------------------------
def test_a_meeting_of_the_attendance_team_is_its_step(by, to_sart):
    held = hold(by, referral=to_sart, on=TODAY)
    assert (held.state, held.heard_on, held.heard_by) == ("heard", TODAY, "Ana Reyes")
    assert held.decided_by == "Ana Reyes"
    assert steps() == [(StepKind.SART, "referral")]
    to_board = ReferralFactory(student=to_sart.student)
    [sart] = [
        item
        for item in readiness_of([to_board], on=TODAY)[to_board.pk].checked
        if item.key == "sart"
    ]
    assert sart.is_there


def test_a_meeting_of_the_support_team_is_no_step_of_the_law(by, district):
    hold(by, referral=ReferralFactory(student=district.ana, level=Level.SSPT), on=TODAY)
    assert steps() == []


def test_who_accepted_stays_named_once_the_team_met(by, to_sart):
    Referral.objects.filter(pk=to_sart.pk).update(**{**ACCEPTED, "decided_by": "Mia Orr"})
    to_sart.refresh_from_db()
    assert hold(by, referral=to_sart, on=TODAY).decided_by == "Mia Orr"


@pytest.mark.parametrize("days", [-1, 1])
def test_no_meeting_before_its_referral_or_to_come(by, to_sart, days):
    first = SENT_AT.date()
    on = first - timedelta(days=1) if days < 0 else TODAY + timedelta(days=1)
    with pytest.raises(MeetingNotYet):
        hold(by, referral=to_sart, on=on)
    assert steps() == []
    assert hold(by, referral=to_sart, on=first if days < 0 else TODAY).heard_on


def test_twice_is_refused_and_leaves_one_step(by, to_sart):
    hold(by, referral=to_sart, on=TODAY)
    with pytest.raises(NotNow):
        hold(by, referral=to_sart, on=TODAY)
    assert len(steps()) == 1


def test_a_board_is_not_held_by_the_school(by, referral):
    """Its door is another; the stages of a board do not know the verb either."""
    teams = person(hire(Role.SCHOOL_ADMINISTRATOR, referral.student.enrollments.get().school))
    held = teams.client.post(url("team_held", referral.pk), {"on": TODAY.isoformat()})
    assert held.status_code == 404
    referral.refresh_from_db()
    assert referral.state == "sent"


def test_what_was_held_is_taken_back(by, to_sart):
    hold(by, referral=to_sart, on=TODAY)
    back = not_held(by, referral=to_sart)
    assert (back.state, back.heard_on, back.heard_by) == ("accepted", None, "")
    assert steps() == []
    assert hold(by, referral=to_sart, on=TODAY).state == "heard"
    assert steps() == [(StepKind.SART, "referral")]
    actions = AuditEvent.objects.filter(target_kind="referral").order_by("pk")
    assert [one.action for one in actions] == ["referral.met", "referral.not_met", "referral.met"]


def test_a_second_click_says_that_it_has_moved_on(by, to_sart):
    hold(by, referral=to_sart, on=TODAY)
    not_held(by, referral=to_sart)
    with pytest.raises(NotNow):
        not_held(by, referral=to_sart)


def test_a_meeting_after_the_summer_is_a_step_of_its_own_year(by, district):
    """Referred in May and held in September: last year's packet tells no step of this one."""
    spring = ReferralFactory(
        student=district.ana,
        level=Level.SART,
        school_year=YEAR - 1,
        made_at=datetime(2026, 5, 20, 18, tzinfo=UTC),
    )
    hold(by, referral=spring, on=date(2026, 9, 10))
    step = ProcessStep.objects.get()
    assert (step.school_year, step.detail["by"]) == (YEAR, "Ana Reyes")


def test_nothing_is_taken_back_once_referred_again(by, to_sart):
    hold(by, referral=to_sart, on=TODAY)
    ReferralFactory(student=to_sart.student, level=Level.SART)
    with pytest.raises(ReferredSince):
        not_held(by, referral=to_sart)
    assert len(steps()) == 1


def test_what_has_a_place_on_a_calendar_is_neither_held_nor_returned(by, to_sart):
    Referral.objects.filter(pk=to_sart.pk).update(**ACCEPTED)
    to_sart.refresh_from_db()
    DocketPlaceFactory(referral=to_sart, docket=DocketFactory(level=Level.SART))
    with pytest.raises(HasHearing):
        hold(by, referral=to_sart, on=TODAY)
    with pytest.raises(HasHearing):
        send_back(by, referral=to_sart, reason="The family moved.")


def test_an_accepted_one_that_will_not_meet_is_returned(by, to_sart):
    Referral.objects.filter(pk=to_sart.pk).update(**ACCEPTED)
    to_sart.refresh_from_db()
    back = send_back(by, referral=to_sart, reason="The family moved.")
    assert (back.state, back.return_reason) == ("returned", "The family moved.")


def test_so_is_an_accepted_one_of_a_board_and_a_heard_one_is_not(by, referral):
    Referral.objects.filter(pk=referral.pk).update(**ACCEPTED)
    referral.refresh_from_db()
    back = send_back(by, referral=referral, reason="The family moved.")
    assert (back.state, back.return_reason) == ("returned", "The family moved.")
    with pytest.raises(NotNow):
        send_back(by, referral=back, reason="Once more.")


def test_a_meeting_is_told_once(by, to_sart):
    hold(by, referral=to_sart, on=TODAY)
    told = [one for one in timeline(to_sart.student_id) if one.title.startswith("Meeting held")]
    [step] = ProcessStep.objects.all()
    assert [one.key for one in told] == [f"{step.evidence_kind}:{step.evidence_id}"]


def test_only_the_board_asks_why_all_the_same(by, district):
    about = {"student": district.ana, "reason": Reason.TRUANCY, "text": "Late each day."}
    assert refer(by, level=Level.SSPT, **about).justification == ""
    with pytest.raises(NeedsJustification):
        refer(by, level=Level.SARB, **about)


# --- Pages ----------------------------------------------------------------------------------
def test_the_school_answers_and_the_chair_does_not(chair, counselor, to_sart):
    for name, given in (("accept", {}), ("send_back", {"reason": "No."}), ("keep", {})):
        assert chair.client.post(url(name, to_sart.pk), given).status_code == 404
    assert chair.client.post(url("team_accept", to_sart.pk)).status_code == 403
    counselor.client.post(url("team_accept", to_sart.pk))
    to_sart.refresh_from_db()
    assert (to_sart.state, to_sart.decided_by) == ("accepted", counselor.user.name)
    shown = counselor.client.get(url("referral", to_sart.pk)).content.decode()
    assert "The meeting was held" in shown
    assert "Written notice" not in shown
    assert "Hearing calendars" not in shown
    counselor.client.post(url("team_held", to_sart.pk), {"on": TODAY.isoformat()})
    to_sart.refresh_from_db()
    assert to_sart.heard_on == TODAY
    assert (
        "Undo: it was not held"
        in counselor.client.get(url("referral", to_sart.pk)).content.decode()
    )
    counselor.client.post(url("team_not_held", to_sart.pk))
    to_sart.refresh_from_db()
    assert to_sart.state == "accepted"


def test_a_day_to_come_comes_back_with_the_form(counselor, to_sart):
    tomorrow = {"on": (TODAY + timedelta(days=1)).isoformat()}
    assert counselor.client.post(url("team_held", to_sart.pk), tomorrow).status_code == 422
    to_sart.refresh_from_db()
    assert to_sart.state == "sent"


def test_the_chair_begins_with_boards_and_a_school_with_all(chair, counselor, district, to_sart):
    board = ReferralFactory(student=district.ben)

    def listed(who, query=""):
        page = who.client.get(f"{url('referrals')}{query}").content.decode()
        return [one.pk for one in (to_sart, board) if url("referral", one.pk) in page]

    assert listed(chair) == [board.pk]
    assert listed(chair, "?to=all") == [to_sart.pk, board.pk]
    assert listed(chair, "?to=schools") == [to_sart.pk]
    assert listed(counselor) == [to_sart.pk, board.pk]
    assert listed(counselor, "?to=schools") == [to_sart.pk]
    assert listed(counselor, "?to=boards") == [board.pk]
    assert listed(counselor, "?to=nonsense") == [to_sart.pk, board.pk]


def test_the_morning_of_a_school_counts_what_its_list_shows(counselor, outsider, chair, to_sart):
    label = "Referrals to the school’s teams"
    assert label in counselor.client.get("/").content.decode()
    assert label not in outsider.client.get("/").content.decode()
    morning = chair.client.get("/").content.decode()
    assert label not in morning
    assert url("referral", to_sart.pk) not in morning  # nor in the chair's inbox


def test_the_morning_tells_of_meetings_to_be_held_and_of_a_ground_that_moved(counselor, to_sart):
    Referral.objects.filter(pk=to_sart.pk).update(**ACCEPTED)
    page = counselor.client.get("/").content.decode()
    assert "Team meetings to be held" in page
    assert "Referrals to the school’s teams" not in page
    listed = counselor.client.get(f"{url('referrals')}?to=schools&show=unplaced").content.decode()
    assert url("referral", to_sart.pk) in listed
    assert "Accepted, no meeting yet" in listed
    assert "On a hearing calendar" not in listed
    assert "On a hearing calendar" in counselor.client.get(url("referrals")).content.decode()


def test_its_packet_asks_for_no_notice_and_calls_no_ground_unmet(district, to_sart):
    grounds = {"met": False, "because": "0 reports stand.", "policy": "lausd 1"}
    other = ReferralFactory(student=district.ben, level=Level.SSPT, grounds=grounds)
    facts = dossier_of(other.pk, on=TODAY).facts
    page = render_to_string("sarb/packet/_referral.html", {"facts": {**facts, "law": {}}})
    assert "Not asked for by this team" in page
    assert "Written notice" not in page
    assert "Not met" not in page


def test_the_form_shows_what_the_chosen_team_asks_for(counselor, district):
    asked = f"{url('refer')}?student={district.ana.pk}"
    board = counselor.client.get(asked).content.decode()
    assert "SART meeting held" in board
    for level in ("sart", "sspt"):
        page = counselor.client.get(f"{asked}&level={level}").content.decode()
        assert "SART meeting held" not in page
        assert f'value="{level}" selected' in page
    assert "SART meeting held" in counselor.client.get(f"{asked}&level=none").content.decode()


def test_a_day_of_hearings_is_of_a_board_or_panel(chair):
    page = chair.client.get(url("hearings")).content.decode()
    assert 'value="sarb"' in page
    assert 'value="sart"' not in page
