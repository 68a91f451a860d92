"""Pages about a student, a line for each: who is let in, what is logged, and what it costs."""

from desk.registry import PANELS
from plans.choices import Here
from plans.models import Delivery, GroupMember, Presence
from students.models import Student
from tests.attendance.reports import home, owing
from tests.factories import (
    TODAY,
    CaseFactory,
    GroupFactory,
    GroupMemberFactory,
    GroupSessionFactory,
    HelpRequestFactory,
    InterviewFactory,
    NoteFactory,
    PlanFactory,
    StrategyFactory,
    TaskFactory,
    VisitFactory,
)
from tests.letters.rows import notice_about, printed_letter
from tests.pages import page
from tests.sarb.factories import ReferralFactory
from tests.world import District


def a_report_due(district: District) -> None:
    owing(district.ana, district.oak)
    home(district.ana)


def a_letter_due(district: District) -> None:
    notice_about(district.ana, district.oak, stage="due", due_by=TODAY)


def a_referral(district: District) -> None:
    ReferralFactory(student=district.ana)


def a_request(district: District) -> None:
    HelpRequestFactory(student=district.ana)


def of_unknown_age(district: District) -> object:
    Student.objects.filter(pk=district.ana.pk).update(birth_date=None)
    return district.oak


def group_with(district: District) -> object:
    return member_of_a_group(district).group


def member_of_a_group(district: District) -> GroupMember:
    return GroupMemberFactory(group__school=district.oak, student=district.ana)


def session_with(district: District) -> object:
    session = GroupSessionFactory(group=group_with(district))
    Presence.objects.create(session=session, student=district.ana, here=Here.PRESENT)
    return session


def group_to_join(district: District) -> object:
    PlanFactory(student=district.ana)
    return GroupFactory(school=district.oak)


def check_in_of_ana(district: District) -> None:
    check = StrategyFactory(plan=PlanFactory(student=district.ana), code="I16")
    Delivery.objects.create(strategy=check, on=TODAY, status="done", by=check.added_by)


def letter_of(district: District) -> object:
    return printed_letter(district.ana, district.oak).notice


test_a_student = page("student", lambda d: d.ana, most=14)
BESIDE = sum(panel.most for panel in PANELS)
test_the_work_on_a_student = page("student-work", lambda d: d.ana, most=22 + BESIDE)
test_a_brief = page("brief", lambda d: d.ana, most=26)
test_conferences = page("conferences:of", lambda d: d.ana, most=19)
test_a_school = page("roster", lambda d: d.oak, most=15)
test_whom_a_measure_finds = page("doubts", of_unknown_age, most=34)
test_a_case = page("cases:case", lambda d: CaseFactory(student=d.ana), most=33)
test_why_on_a_list = page("cases:why", lambda d: d.ana, most=17)
test_a_note = page("contacts:note", lambda d: NoteFactory(about_student=d.ana), most=17)
test_sealed_notes = page("contacts:sealed", lambda d: d.ana, asks="student", most=13)
test_a_task = page("task", lambda d: TaskFactory(student=d.ana), most=13)
test_quick_log = page("quick-log", lambda d: d.ana, asks="student", most=16)
test_opening_a_case = page("cases:open", lambda d: d.ana, asks="student", most=13)
test_asking_for_help = page("intake:ask", lambda d: d.ana, asks="student", most=14)
test_a_request = page("intake:request", lambda d: HelpRequestFactory(student=d.ana), most=15)
test_planning_a_visit = page("plan-visit", lambda d: d.ana, asks="student", most=20)
test_a_visit = page("visits:visit", lambda d: VisitFactory(about_student=d.ana), most=24)
test_at_a_door = page("visits:door", lambda d: VisitFactory(about_student=d.ana), most=24)
test_not_alone = page("visits:not_alone", lambda d: d.ana, asks="student", most=14)
test_requests = page("intake:requests", a_request, most=14)
test_asking_what_stands_in_the_way = page("plans:ask", lambda d: d.ana, asks="student", most=16)
test_an_interview = page("plans:interview", lambda d: InterviewFactory(student=d.ana), most=15)
test_starting_a_plan = page("plans:start", lambda d: d.ana, asks="student", most=23)
test_a_plan = page("plans:plan", lambda d: PlanFactory(student=d.ana), most=24)
test_a_group = page("plans:group", group_with, most=20)
test_a_session_to_log = page("plans:hold", group_with, most=18)
test_a_session = page("plans:session", session_with, most=17)
test_whom_a_group_may_have = page("plans:join", group_to_join, most=16)
test_who_leaves_a_group = page("plans:leave", member_of_a_group, most=15)
test_giving_a_service = page("plans:give", lambda d: d.ana, asks="student", most=14)
test_ways_to_a_diploma = page("plans:ways", lambda d: d.ana, asks="student", most=14)
test_services_given = page("plans:services", check_in_of_ana, most=14)
test_referring = page("sarb:refer", lambda d: d.ana, asks="student", most=17)
test_a_letter = page("letters:letter", letter_of, most=24)
test_a_preview = page("letters:preview", letter_of, most=14)
test_a_referral = page("sarb:referral", lambda d: ReferralFactory(student=d.ana), most=17)
test_reports_due = page("attendance:reports", a_report_due, most=16)
test_letters = page("letters:letters", a_letter_due, most=28)
test_referrals = page("sarb:referrals", a_referral, most=17)
