"""Valid submissions of the pages where something is taken back: decided, undone, kept all the same."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from accounts.choices import Role
from attendance.actions.reports import file_reports
from attendance.models import ProcessStep
from attendance.queries.filed import filed_report
from cases.actions import make_task
from letters.actions import approve, do_not_send, mark_mailed
from letters.actions import decide_mail as decide_for
from letters.models import Notice
from sarb.choices import Level
from sarb.models import Referral
from students.models import Guardianship
from tests.access.change import Change
from tests.attendance.deciding import decide as decide_report
from tests.attendance.reports import filed, home, owing
from tests.factories import TODAY, YEAR, GuardianshipFactory, act
from tests.letters.rows import printed_letter
from tests.letters.world import NOON, approve_wordings, due, family
from tests.sarb.factories import DocketPlaceFactory, ReferralFactory
from tests.world import District, hire

KEPT = {"reason": "Two reports stand."}


def decide(district: District) -> Change:
    report = filed(district.ana)
    read = filed_report(report).read
    words = {"verb": "withdraw", "reason": "A doctor’s note.", "read": read}
    return Change(hire(Role.COUNSELOR, district.oak), words, report.pk)


def undo_filing(district: District) -> Change:
    owing(district.ana, district.oak)
    home(district.ana)
    by = hire(Role.COUNSELOR, district.oak)
    file_reports(act(by, at=NOON), students=[district.ana.pk])
    return Change(by, {"at": NOON.isoformat()})


def undo_mailing(district: District) -> Change:
    by, copy = hire(Role.CLERK, district.oak), printed_letter(district.ana, district.oak)
    at = NOON + timedelta(hours=1)
    mark_mailed(act(by, at=at), notices=[copy.notice_id], mailed_on=TODAY)
    return Change(by, {"at": at.isoformat()})


def undo_casework(district: District) -> Change:
    by = hire(Role.COUNSELOR, district.oak)
    title = {"kind": "other", "title": "Ask", "due_on": TODAY}
    make_task(act(by, at=NOON), student=district.ana, **title)
    return Change(by, {"at": NOON.isoformat()})


def ordered(district: District) -> tuple[Guardianship, int]:
    """An adult of Ana under an order, and a letter about her."""
    letter = printed_letter(district.ana, district.oak)
    tie = GuardianshipFactory(
        student=district.ana, holds_education_rights=True, court_order="Custody"
    )
    return tie, letter.notice_id


AGAINST = "court_order: Custody"


def decide_mail(district: District) -> Change:
    tie, letter = ordered(district)
    words = {"adult": tie.guardian_id, "against": AGAINST, "is_sent": "yes", "reason": "Asked."}
    return Change(hire(Role.COUNSELOR, district.oak), words, letter)


def take_back(district: District) -> Change:
    tie, _ = ordered(district)
    by = hire(Role.COUNSELOR, district.oak)
    decision = decide_for(
        act(by, at=NOON),
        student=district.ana,
        adult=tie.guardian_id,
        is_sent=True,
        against=AGAINST,
        reason="Asked.",
    )
    return Change(by, key=decision.pk)


def keep(district: District) -> Change:
    return Change(hire(Role.SARB_CHAIR), KEPT, moved(district, Level.SARB).pk)


def moved(district: District, level: Level) -> Referral:
    """Return a referral that rested on a report which was withdrawn."""
    report = filed(district.ana)
    case = ReferralFactory(student=district.ana, reason="truancy", made_at=NOON, level=level)
    decide_report(
        act(hire(Role.DIRECTOR), at=NOON + timedelta(hours=1)),
        report=report,
        verb="withdraw",
        reason="a note",
    )
    return case


def not_heard(district: District) -> Change:
    first = DocketPlaceFactory(referral__student=district.ana, docket__date=TODAY)
    heard = {"state": "heard", "heard_on": TODAY, "heard_by": "Raymond Ortiz"}
    type(first.referral).objects.filter(pk=first.referral_id).update(**heard)
    return Change(hire(Role.SARB_CHAIR), {"referral": first.referral_id}, first.docket_id)


def undo_approving(district: District) -> Change:
    by = hire(Role.COUNSELOR, district.oak)
    approve_wordings()
    family(district.ana, district.oak)
    approve(act(by, at=NOON), notices=[one.pk for one in due(district.ana)])
    return Change(by, {"at": NOON.isoformat()})


def with_one_on_record(district: District) -> Notice:
    """Return a letter of Ana's that need not go: the family had that of the year before go-live."""
    ProcessStep.objects.create(
        student=district.ana,
        school_year=YEAR,
        kind="notice_48260_5",
        happened_at=NOON - timedelta(days=20),
        evidence_kind="history",
        evidence_id="1",
    )
    return printed_letter(district.ana, district.oak).notice


def stopped(district: District) -> Change:
    by, notice = hire(Role.COUNSELOR, district.oak), with_one_on_record(district)
    doing = act(by, at=timezone.now())
    do_not_send(doing, notice=notice, reason="It had one in October.")
    return Change(by, {"at": doing.at.isoformat()}, notice.pk)


def accepted(level: Level, role: Role) -> Callable[[District], Change]:
    def change(district: District) -> Change:
        one = ReferralFactory(student=district.ana, level=level, accepted=True)
        return Change(hire(role, district.oak), {"at": one.decided_at.isoformat()}, one.pk)

    return change


def withdraw(district: District) -> Change:
    one = ReferralFactory(student=district.ana)
    return Change(hire(Role.COUNSELOR, district.oak), {"at": one.made_at.isoformat()}, one.pk)


TAKEN_BACK: dict[str, Callable[[District], Change]] = {
    "decide-report": decide,
    "undo-casework": undo_casework,
    "undo-filing": undo_filing,
    "undo-mailing": undo_mailing,
    "letters:decide": decide_mail,
    "letters:take_back": take_back,
    "letters:undo_approving": undo_approving,
    "letters:undo_not_sending": stopped,
    "sarb:keep": keep,
    "sarb:not_heard": not_heard,
    "sarb:wait_again": accepted(Level.SARB, Role.SARB_CHAIR),
    "sarb:team_wait_again": accepted(Level.SSPT, Role.COUNSELOR),
    "sarb:withdraw": withdraw,
}
