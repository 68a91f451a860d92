"""What each room offers to the screens that compose several: one explicit tuple for each kind of
offer. A room that has something new to show adds a line here, and no branch to another's function.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from accounts.access import Reach
from accounts.access.morning import morning as morning_of_staff
from accounts.choices import Permission
from accounts.queries.proofs import proofs as proofs_of_grants
from attendance.queries import doubts as of_days
from attendance.queries.automatic import timeline as of_automatic
from attendance.queries.brief import SAID as SAID_OF_ATTENDANCE
from attendance.queries.brief import brief as brief_of_attendance
from attendance.queries.filed import uses as uses_of_reports
from attendance.queries.morning import morning as morning_of_reports
from attendance.queries.proofs import proofs as proofs_of_marks
from attendance.queries.proposals import proposals as proposed_of_attendance
from attendance.queries.timeline import timeline as of_attendance
from attendance.queries.undoings import UNDOINGS as UNDOINGS_OF_REPORTS
from cases.queries.brief import SAID as SAID_OF_CASES
from cases.queries.brief import brief as brief_of_cases
from cases.queries.morning import morning as morning_of_cases
from cases.queries.needs import morning as morning_of_needs
from cases.queries.panel import panel as panel_of_cases
from cases.queries.proofs import proofs as proofs_of_cases
from cases.queries.proposals import proposals as proposed_of_cases
from cases.queries.timeline import timeline as of_cases
from cases.queries.undoings import UNDOINGS as UNDOINGS_OF_CASEWORK
from conferences.queries.brief import SAID as SAID_OF_CONFERENCES
from conferences.queries.brief import brief as brief_of_conferences
from conferences.queries.panel import panel as panel_of_conferences
from conferences.queries.proofs import proofs as proofs_of_conferences
from conferences.queries.proposals import proposals as proposed_of_conferences
from conferences.queries.undoings import UNDOINGS as UNDOINGS_OF_CONFERENCES
from conferences.queries.waiting import morning as morning_of_conferences
from contacts.queries.brief import SAID as SAID_OF_CONTACTS
from contacts.queries.brief import brief as brief_of_contacts
from contacts.queries.proofs import proofs as proofs_of_notes
from contacts.queries.proposals import proposals as proposed_of_contacts
from contacts.queries.since import panel as panel_of_contacts
from contacts.queries.timeline import timeline as of_contacts
from contacts.queries.undoings import UNDOINGS as UNDOINGS_OF_NOTES
from core.brief import Sentence
from core.doubts import DoubtSource
from core.morning import Offered
from core.proofs import Proof
from core.timeline import Entry
from core.undo import Undoing
from core.uses import Use
from intake.queries.brief import SAID as SAID_OF_REQUESTS
from intake.queries.brief import brief as brief_of_requests
from intake.queries.morning import morning as morning_of_requests
from intake.queries.panel import panel as panel_of_requests
from intake.queries.proofs import proofs as proofs_of_requests
from intake.queries.proposals import proposals as proposed_of_requests
from intake.queries.timeline import timeline as of_requests
from intake.queries.undoings import UNDOINGS as UNDOINGS_OF_REQUESTS
from letters.queries import doubts as of_mail
from letters.queries.brief import SAID as SAID_OF_LETTERS
from letters.queries.brief import brief as brief_of_letters
from letters.queries.morning import morning as morning_of_letters
from letters.queries.panel import panel as panel_of_letters
from letters.queries.timeline import timeline as of_letters
from letters.queries.undoings import UNDOINGS as UNDOINGS_OF_LETTERS
from letters.queries.uses import uses as uses_of_letters
from packets.queries.timeline import timeline as of_packets
from plans.queries.brief import SAID as SAID_OF_PLANS
from plans.queries.brief import brief as brief_of_plans
from plans.queries.morning import morning as morning_of_plans
from plans.queries.panel import panel as panel_of_plans
from plans.queries.proofs import proofs as proofs_of_plans
from plans.queries.proposals import proposals as proposed_of_plans
from plans.queries.timeline import timeline as of_plans
from plans.queries.undoings import UNDOINGS as UNDOINGS_OF_PLANS
from programs.queries.morning import morning as morning_of_programs
from programs.queries.proofs import proofs as proofs_of_programs
from programs.queries.undoings import UNDOINGS as UNDOINGS_OF_CAMPAIGNS
from programs.queries.welcome import morning as morning_of_welcomes
from sarb.queries.brief import SAID as SAID_OF_REFERRALS
from sarb.queries.brief import brief as brief_of_referrals
from sarb.queries.morning import morning as morning_of_hearings
from sarb.queries.panel import panel as panel_of_referrals
from sarb.queries.timeline import timeline as of_hearings
from sarb.queries.undoings import UNDOINGS as UNDOINGS_OF_REFERRALS
from sarb.queries.uses import uses as uses_of_referrals
from sis import queries as of_files
from sis.queries import proofs as proofs_of_imports
from students.models import Student
from students.queries import doubts as of_people
from students.queries.proofs import proofs as proofs_of_schools
from tasks.actions import Proposer
from tasks.queries.timeline import timeline as of_tasks
from visits.queries.morning import morning as morning_of_visits
from visits.queries.panel import panel as panel_of_visits
from visits.queries.proofs import proofs as proofs_of_visits
from visits.queries.timeline import timeline as of_visits

# What waits on the page Today, in its order; None from a room that has nothing for the person. What
# rooms only count is asked in one statement.
MORNINGS: tuple[Callable[[Reach], Offered], ...] = (
    morning_of_visits,
    morning_of_cases,
    morning_of_requests,
    morning_of_conferences,
    morning_of_plans,
    morning_of_welcomes,
    morning_of_programs,
    morning_of_reports,
    morning_of_letters,
    morning_of_hearings,
    morning_of_needs,
    morning_of_staff,
)

# What is missing or doubtful in the records, as every room finds it at some schools.
DOUBTS: tuple[DoubtSource, ...] = (
    DoubtSource(of_people.KEYS, of_people.doubts),
    DoubtSource(of_days.KEYS, of_days.doubts),
    DoubtSource(of_mail.KEYS, of_mail.doubts),
    DoubtSource(of_files.DOUBT_KEYS, of_files.doubts),
)

# What `check_data` proves, room by room. A proof is carried out before the next is asked for.
PROOFS: tuple[Callable[[date], Iterable[Proof]], ...] = (
    proofs_of_schools,
    proofs_of_grants,
    proofs_of_marks,
    proofs_of_imports,
    proofs_of_cases,
    proofs_of_notes,
    proofs_of_requests,
    proofs_of_visits,
    proofs_of_conferences,
    proofs_of_plans,
    proofs_of_programs,
)

# What is to be done about students, as rules propose it: the most pressing first.
PROPOSALS: tuple[Proposer, ...] = (
    proposed_of_attendance,
    proposed_of_contacts,
    proposed_of_requests,
    proposed_of_conferences,
    proposed_of_cases,
    proposed_of_plans,
)


class Story(NamedTuple):
    """What a room tells of one student in the timeline, to whoever has the permission over them."""

    permission: Permission
    tell: Callable[[int], Iterable[Entry]]


# Of what two rooms tell, the first is shown: those that keep the evidence stand before the steps
# that rest on it.
STORIES: tuple[Story, ...] = (
    Story(Permission.CASE_READ, of_plans),
    Story(Permission.CASE_READ, of_contacts),
    Story(Permission.CASE_READ, of_requests),
    Story(Permission.CASE_READ, of_visits),
    Story(Permission.CASE_READ, of_automatic),
    Story(Permission.CASE_READ, of_tasks),
    Story(Permission.CASE_READ, of_cases),
    Story(Permission.PACKET_READ, of_hearings),
    Story(Permission.PACKET_READ, of_packets),
    Story(Permission.LETTER_READ, of_letters),
    Story(Permission.CASE_READ, of_attendance),
)


class Panel(NamedTuple):
    """A part of a student's page, for whoever has the permission over the student: what `tell`
    gives for the student and all that the viewer may, drawn as `found` by the template `part`.

    `most` is how many statements it may take, however much there is.
    """

    permission: Permission
    tell: Callable[[Student, frozenset[str]], object]
    part: str
    most: int


# What stands beside the timeline of a student, in its order.
PANELS: tuple[Panel, ...] = (
    Panel(Permission.CASE_READ, panel_of_cases, "cases/_student_case.html", most=2),
    Panel(Permission.CASE_READ, panel_of_requests, "intake/_student_requests.html", most=1),
    Panel(Permission.CASE_READ, panel_of_visits, "visits/_student_visits.html", most=2),
    Panel(Permission.CASE_READ, panel_of_contacts, "contacts/_student_contacts.html", most=2),
    Panel(
        Permission.CASE_READ, panel_of_conferences, "conferences/_student_conference.html", most=1
    ),
    Panel(Permission.CASE_READ, panel_of_plans, "plans/_student_plan.html", most=5),
    Panel(Permission.LETTER_READ, panel_of_letters, "letters/_student_letters.html", most=4),
    Panel(Permission.PACKET_READ, panel_of_referrals, "sarb/_student_referrals.html", most=1),
)


class Teller(NamedTuple):
    """What a room tells of the days that its steps used in a school year, to whoever has the
    permission over the student.
    """

    permission: Permission
    tell: Callable[[int, int], Iterable[Use]]


# Which step used which day: one absence, one step.
USES: tuple[Teller, ...] = (
    Teller(Permission.ATTENDANCE_READ, uses_of_reports),
    Teller(Permission.LETTER_READ, uses_of_letters),
    Teller(Permission.PACKET_READ, uses_of_referrals),
)


class Briefing(NamedTuple):
    """What a room says of a student in a brief on a day, to whoever has the permission over them and all
    that they may; `kinds` are those of its sentences.
    """

    permission: Permission
    kinds: frozenset[str]
    tell: Callable[[Student, frozenset[str], date], Iterable[Sentence]]


# In no order: what a brief is for has its own (desk.queries.brief.PURPOSES).
BRIEFS: tuple[Briefing, ...] = (
    Briefing(Permission.ATTENDANCE_READ, SAID_OF_ATTENDANCE.kinds, brief_of_attendance),
    Briefing(Permission.CASE_READ, SAID_OF_CASES.kinds, brief_of_cases),
    Briefing(Permission.CASE_READ, SAID_OF_CONTACTS.kinds, brief_of_contacts),
    Briefing(Permission.CASE_READ, SAID_OF_PLANS.kinds, brief_of_plans),
    Briefing(Permission.CASE_READ, SAID_OF_REQUESTS.kinds, brief_of_requests),
    Briefing(Permission.CASE_READ, SAID_OF_CONFERENCES.kinds, brief_of_conferences),
    Briefing(Permission.LETTER_READ, SAID_OF_LETTERS.kinds, brief_of_letters),
    Briefing(Permission.PACKET_READ, SAID_OF_REFERRALS.kinds, brief_of_referrals),
)

# How what one click did is undone for ten minutes. Of two that fit the first that the person may ask for.
UNDOINGS: tuple[Undoing, ...] = (
    *UNDOINGS_OF_NOTES,
    *UNDOINGS_OF_PLANS,
    *UNDOINGS_OF_CASEWORK,
    *UNDOINGS_OF_REPORTS,
    *UNDOINGS_OF_LETTERS,
    *UNDOINGS_OF_REQUESTS,
    *UNDOINGS_OF_CONFERENCES,
    *UNDOINGS_OF_CAMPAIGNS,
    *UNDOINGS_OF_REFERRALS,
)
