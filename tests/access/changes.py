"""One valid submission for every address that changes something: who sends what, and it is done.

A new address without one fails `test_acts.py`.
"""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.choices import Role
from accounts.models import User
from attendance.choices import Status
from letters.models import Copy
from letters.queries.wordings import proposed_wordings
from sis.rules.summary import KINDS
from tests.access.asking import REQUEST_CHANGES
from tests.access.change import Change
from tests.access.conferring import CONFERENCE_CHANGES
from tests.access.for_all import CAMPAIGN_CHANGES
from tests.access.noted import NOTE_CHANGES
from tests.access.planning import PLAN_CHANGES
from tests.access.staff import STAFF_CHANGES
from tests.access.taken_back import TAKEN_BACK, with_one_on_record
from tests.access.teams import TEAM_CHANGES
from tests.access.visiting import VISIT_CHANGES
from tests.attendance.reports import choice, home, owing
from tests.factories import (
    TODAY,
    CaseFactory,
    ImportRunFactory,
    QuestionFactory,
    SourceWordFactory,
    StandingFactory,
    TaskFactory,
)
from tests.letters.rows import printed_letter
from tests.letters.world import NOON, approve_wordings, approved, due, family
from tests.sarb.factories import DocketFactory, DocketPlaceFactory, ReferralFactory
from tests.world import District, hire


def counselor(district: District) -> User:
    return hire(Role.COUNSELOR, district.oak)


def clerk(district: District) -> User:
    return hire(Role.CLERK, district.oak)


# --- Attendance and imports ----------------------------------------------------------------


def file_report(district: District) -> Change:
    owing(district.ana, district.oak)
    home(district.ana)
    return Change(counselor(district), choice(district.ana))


def upload(district: District) -> Change:
    sent = SimpleUploadedFile("students.csv", b"student_id\n")
    return Change(hire(Role.DIRECTOR), {"files": [sent]})


def answer_question(district: District) -> Change:
    question = QuestionFactory(student=district.ana)
    data = {"answer": "another-child", "read": question.given_sha256}
    return Change(hire(Role.DIRECTOR), data, question.pk)


def give_meaning(_: District) -> Change:
    return Change(hire(Role.DIRECTOR), {"meaning": "Spanish"}, SourceWordFactory().pk)


def take_back_meaning(_: District) -> Change:
    word = SourceWordFactory(meaning="Spanish", given_at=NOON, given_by="Ana")
    return Change(hire(Role.DIRECTOR), key=word.pk)


def import_in(state: str, **values: Any) -> Callable[[District], Change]:
    def change(district: District) -> Change:
        counts = {**dict.fromkeys(KINDS, 0), "rows": 1}
        read = {"files": {"students.csv": counts}, "refused": ["bad-rows"]}
        run = ImportRunFactory(state=state, report=read, **values)
        return Change(hire(Role.DIRECTOR), key=run.pk)

    return change


# --- Letters -------------------------------------------------------------------------------


def letter_due(district: District) -> Any:
    approve_wordings()
    family(district.ana, district.oak)
    return due(district.ana)[0]


def letter_printed(district: District) -> Any:
    return printed_letter(district.ana, district.oak).notice


def approve(district: District) -> Change:
    return Change(counselor(district), {"notice": letter_due(district).pk})


def recall(district: District) -> Change:
    notice = letter_due(district)
    approved(notice)
    return Change(counselor(district), key=notice.pk)


def failed_copy(district: District) -> Copy:
    notice = letter_due(district)
    approved(notice)
    copy = Copy.objects.filter(notice=notice).order_by("pk")[0]
    Copy.objects.filter(pk=copy.pk).update(state="failed", attempts=5)
    return copy


def reprint(district: District) -> Change:
    return Change(counselor(district), key=failed_copy(district).notice_id)


def print_again(district: District) -> Change:
    return Change(clerk(district), key=failed_copy(district).pk)


def mailed(district: District) -> Change:
    notice = letter_printed(district)
    return Change(clerk(district), {"notice": notice.pk, "on": TODAY.isoformat()})


def not_mailed(district: District) -> Change:
    notice = letter_printed(district)
    type(notice).objects.filter(pk=notice.pk).update(stage="mailed")
    return Change(clerk(district), {"reason": "In the drawer."}, notice.pk)


def do_not_send(district: District) -> Change:
    notice = with_one_on_record(district)
    return Change(counselor(district), {"reason": "It had one in October."}, notice.pk)


def approve_wording(district: District) -> Change:
    good = next(p for p in proposed_wordings(on=TODAY) if not p.faults)
    return Change(hire(Role.DIRECTOR), {"sha256": good.sha256})


# --- Review boards -------------------------------------------------------------------------


def chair() -> User:
    return hire(Role.SARB_CHAIR)


def refer(district: District) -> Change:
    StandingFactory(student=district.ana, status=Status.HABITUAL, reports_filed=3)
    words = {"level": "sarb", "reason": "truancy", "text": "Tried twice."}
    return Change(counselor(district), words, query=f"?student={district.ana.pk}")


def referral(**data: Any) -> Callable[[District], Change]:
    def change(district: District) -> Change:
        return Change(chair(), data, ReferralFactory(student=district.ana).pk)

    return change


def notice(district: District) -> Change:
    words = {"on": TODAY.isoformat(), "how": "mail", "complete": "on"}
    return Change(counselor(district), words, ReferralFactory(student=district.ana).pk)


def new_hearing(district: District) -> Change:
    by = chair()
    day = {"level": "sarb", "on": "2026-12-01", "starts_at": "08:30", "minutes": 45}
    return Change(by, {**day, "capacity": 10, "place": "Room B", "chair": by.pk})


def place(district: District) -> Change:
    case = ReferralFactory(student=district.ana, accepted=True)
    return Change(chair(), {"referral": case.pk}, DocketFactory().pk)


def placed(*, second: bool = False, on: Any = None) -> Callable[[District], Change]:
    def change(district: District) -> Change:
        day = {"docket__date": on} if on else {}
        first = DocketPlaceFactory(referral__student=district.ana, **day)
        case = first.referral
        if second:
            after = {"position": 2, "time": "09:15"}
            case = DocketPlaceFactory(
                docket=first.docket, referral__student=district.ben, **after
            ).referral
        return Change(chair(), {"referral": case.pk}, first.docket_id)

    return change


def build_all(district: District) -> Change:
    return Change(chair(), key=DocketPlaceFactory(referral__student=district.ana).docket_id)


# --- Cases, tasks and contacts -------------------------------------------------------------


def open_cases(district: District) -> Change:
    words = {"student": district.ana.pk, "tier": "early", "reason": "Twelve days"}
    return Change(counselor(district), words)


def assign(district: District) -> Change:
    case = CaseFactory(student=district.ana, owner=counselor(district))
    words = {"case": case.pk, "to": counselor(district).pk, "reason": "Serves Oak"}
    return Change(hire(Role.SCHOOL_ADMINISTRATOR, district.oak), words)


def on_case(**data: Any) -> Callable[[District], Change]:
    def change(district: District) -> Change:
        return Change(counselor(district), data, CaseFactory(student=district.ana).pk)

    return change


def task(district: District) -> Change:
    return Change(counselor(district), {"action": "do"}, TaskFactory(student=district.ana).pk)


def set_policy(_: District) -> Change:
    sent = {"of": "contact.reach_days", "read": "14", "value": "10", "reason": "The board asked"}
    return Change(hire(Role.DIRECTOR), sent)


CHANGES: dict[str, Callable[[District], Change]] = {
    **STAFF_CHANGES,
    **TAKEN_BACK,
    **TEAM_CHANGES,
    **NOTE_CHANGES,
    **PLAN_CHANGES,
    **REQUEST_CHANGES,
    **VISIT_CHANGES,
    **CONFERENCE_CHANGES,
    **CAMPAIGN_CHANGES,
    "attendance:file": file_report,
    "sis:upload": upload,
    "sis:apply": import_in("previewed"),
    "sis:override": import_in("refused"),
    "sis:discard": import_in("previewed"),
    "sis:retry": import_in("failed", is_partial=True),
    "sis:answer": answer_question,
    "sis:give_meaning": give_meaning,
    "sis:take_back_meaning": take_back_meaning,
    "letters:approve": approve,
    "letters:recall": recall,
    "letters:reprint": reprint,
    "letters:print_again": print_again,
    "letters:mailed": mailed,
    "letters:not_mailed": not_mailed,
    "letters:do_not_send": do_not_send,
    "letters:approve_wording": approve_wording,
    "sarb:refer": refer,
    "sarb:accept": referral(),
    "sarb:send_back": referral(reason="Add the visit."),
    "sarb:notice": notice,
    "sarb:build": referral(reader="chair"),
    "sarb:build_all": build_all,
    "sarb:new_hearing": new_hearing,
    "sarb:place": place,
    "sarb:take_off": placed(),
    "sarb:move_up": placed(second=True),
    "sarb:hear": placed(on=TODAY),
    "cases:open": open_cases,
    "cases:assign": assign,
    "cases:tier": on_case(tier="intensive", reason="Worse"),
    "cases:close": on_case(reason="improved", note="Back"),
    "cases:add_task": on_case(title="Ask", due_on=TODAY.isoformat()),
    "set-policy": set_policy,
    "task": task,
}
# What was typed and not sent is kept for its author alone: nothing was done yet.
TYPED_ONLY = {"contacts:draft", "contacts:drafts", "accounts:words"}
