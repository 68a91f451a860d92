"""Roles, permissions and scopes: the district's own words."""

from django.db import models


class Role(models.TextChoices):
    COUNSELOR = "counselor", "Counselor"
    CLERK = "clerk", "Attendance clerk"
    SCHOOL_ADMINISTRATOR = "school_administrator", "School administrator"
    FIELD_COORDINATOR = "field_coordinator", "Field coordinator"
    DIRECTOR = "director", "Director"
    SARB_CHAIR = "sarb_chair", "Board chair"
    PANEL_MEMBER = "panel_member", "Panel member"
    LIAISON = "liaison", "Liaison (foster, homeless)"
    INTERN = "intern", "Intern"
    AUDITOR = "auditor", "Auditor"
    PRIVACY_OFFICER = "privacy_officer", "Privacy officer"
    SYSTEM_ADMINISTRATOR = "system_administrator", "System administrator"


# What a role is for, in the words of whoever gives it.
DUTIES: dict[str, str] = {
    Role.COUNSELOR: "Works cases: logs contacts, files reports, approves letters, refers",
    Role.CLERK: "Prints and mails letters; never learns why a thing is on hold",
    Role.SCHOOL_ADMINISTRATOR: "Answers for a school’s cases and assigns them",
    Role.FIELD_COORDINATOR: "Leads the counselors of a region and assigns their cases",
    Role.DIRECTOR: "Reads what is done, approves wordings, gives roles",
    Role.SARB_CHAIR: "Screens referrals, plans hearings, builds packets",
    Role.LIAISON: "Serves foster and homeless students",
    Role.INTERN: "Finds students and reads attendance; changes nothing",
    Role.AUDITOR: "Reads records and logs; changes nothing",
    Role.PRIVACY_OFFICER: "Reads the logs; sees no student",
    Role.SYSTEM_ADMINISTRATOR: "Gives roles and runs imports; sees no student",
}


class Permission(models.TextChoices):
    """What may be done. Scope (which students) is on the Grant, not here."""

    STUDENT_FIND = "student.find", "Find a student (name, school, grade)"
    ATTENDANCE_READ = "attendance.read", "Read attendance and its reasons"
    CONTACT_READ = "contact.read", "Read adults, rights and addresses"
    POPULATION_READ = "population.read", "Read populations such as IEP or English learner"
    FOSTER_READ = "foster.read", "Read foster placement facts"
    HOMELESS_READ = "homeless.read", "Read homeless status facts"
    RECORD_READ = "record.read", "Read grades, credits and discipline"
    REPORT_FILE = "report.file", "File a report that the law asks for"
    LETTER_READ = "letter.read", "Read letters and what became of them"
    LETTER_APPROVE = "letter.approve", "Approve letters for printing"
    LETTER_MAIL = "letter.mail", "Print letters and mark them as mailed"
    CASE_READ = "case.read", "Read cases, notes and tasks"
    NOTE_WRITE = "note.write", "Log contacts and notes"
    SEALED_WRITE = "sealed.write", "Write sealed counseling notes, and read one’s own"
    CASE_MANAGE = "case.manage", "Open and close cases, plan and do their tasks"
    CASE_ASSIGN = "case.assign", "Assign and reassign cases"
    CASELOAD_READ = "caseload.read", "Read the caseloads of others"
    REFERRAL_MAKE = "referral.make", "Refer a case to a board"
    TEAM_ANSWER = "team.answer", "Answer referrals to a school’s own teams"
    PACKET_READ = "packet.read", "Read packets and hearing calendars"
    PACKET_BUILD = "packet.build", "Build packets"
    DOCKET_MANAGE = "docket.manage", "Screen referrals and plan hearings"
    IMPORT_READ = "import.read", "Read import runs and their rejected rows"
    IMPORT_RUN = "import.run", "Preview and apply an import"
    IMPORT_OVERRIDE = "import.override", "Apply an import past its limits (two people)"
    POLICY_READ = "policy.read", "Read the policy in force"
    POLICY_SET = "policy.set", "Approve wordings and answer for the policy in force"
    STAFF_MANAGE = "staff.manage", "Manage staff and their grants"
    LOG_READ = "log.read", "Read audit and access logs"
    SAFETY_READ = "safety.read", "Read on which days safety protocols were followed"


class Scope(models.TextChoices):
    DISTRICT = "district", "District"
    REGION = "region", "Region"
    SCHOOL = "school", "School"
    STUDENT = "student", "Student"


class GrantSource(models.TextChoices):
    ADMINISTRATOR = "administrator", "Given by an administrator"
    ASSIGNMENT = "assignment", "Follows a caseload assignment"
    PANEL = "panel", "Follows the choice of a panel"
    DEMONSTRATION = "demonstration", "Made-up district"


class InvitationState(models.TextChoices):
    """Where the link is with which somebody sets their first password."""

    WAITING = "waiting", "The mail waits to be sent"
    SENDING = "sending", "The mail is being sent"
    SENT = "sent", "Sent by e-mail"
    FAILED = "failed", "The mail could not be sent"
    BY_HAND = "by_hand", "To be handed over"
    USED = "used", "Used"
    WITHDRAWN = "withdrawn", "Withdrawn"


class DigestState(models.TextChoices):
    """Where the mail about somebody's day is."""

    WAITING = "waiting", "Waits to be sent"
    SENDING = "sending", "Is being sent"
    SENT = "sent", "Sent"
    NOTHING = "unneeded", "There was nothing to say"
    FAILED = "failed", "The mail server did not take it"


OPEN_INVITATIONS = tuple(
    state.value
    for state in InvitationState
    if state not in (InvitationState.USED, InvitationState.WITHDRAWN)
)
# No mail brings these: the link stands on the person's page.
TO_HAND_OVER = (InvitationState.BY_HAND, InvitationState.FAILED)
