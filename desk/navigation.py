"""The pages of the side bar, in its order: one explicit tuple. A room that has a new one adds a line."""

from collections.abc import Iterable
from typing import NamedTuple

from accounts.choices import Role


class Page(NamedTuple):
    """A page of the side bar: its label, the name of its address, its icon, and what one does there.
    Whether a person is shown it follows from the door that its view states.
    """

    label: str
    name: str
    icon: str
    about: str = ""


# In the order of the side bar.
NAVIGATION: tuple[Page, ...] = (
    Page("Today", "today", "home"),
    Page(
        "My caseload",
        "cases:caseload",
        "folder",
        "Your open cases, what is next, and whose family nobody reached",
    ),
    Page(
        "Visits",
        "visits:day",
        "map-pin",
        "Your home visits of a day by area, safe and without signal",
    ),
    Page("Search", "search", "search", "Find a student by name, ID or telephone"),
    Page(
        "Caseloads",
        "caseloads",
        "users",
        "How many cases each counselor and school has, and what waits",
    ),
    Page(
        "Groups",
        "plans:groups",
        "heart-handshake",
        "Students who meet by the week, and how each session went",
    ),
    Page("Schools", "schools", "school", "Your schools, each with its students by status"),
    Page(
        "For all",
        "programs:campaigns",
        "calendar-event",
        "What schools do for all students: planned, running, looked back on",
    ),
    Page(
        "Requests",
        "intake:requests",
        "message-circle",
        "Requests for help: what teachers, families and students ask for, and who answers",
    ),
    Page(
        "Reports",
        "attendance:reports",
        "report",
        "Reports that the law asks for: file, answer, withdraw or uphold",
    ),
    Page("Letters", "letters:letters", "mail", "Notices to families, from due to mailed"),
    Page(
        "Referrals",
        "sarb:referrals",
        "send",
        "Referrals to teams and boards, and what became of each",
    ),
    Page("Hearings", "sarb:hearings", "gavel", "The days on which boards and panels hear cases"),
    Page(
        "Imports",
        "sis:runs",
        "database-import",
        "Files that bring the school’s records in, and what became of them",
    ),
    Page(
        "Data quality",
        "data-quality",
        "clipboard-check",
        "What is missing or doubtful in the records, and where it is mended",
    ),
    Page(
        "People",
        "accounts:people",
        "user-check",
        "Who may sign in, what they may open and until when",
    ),
    Page(
        "Policy", "policy", "scale", "The values by which attendance is judged, and their sources"
    ),
    Page("Logs", "logs", "history", "What was done, and whose record was opened by whom"),
)

# What a role does on the way, at its thumb: the bar of a phone has room for four pages.
SHORTCUTS: dict[str, tuple[str, ...]] = {
    Role.COUNSELOR: ("today", "cases:caseload", "visits:day", "search"),
    Role.CLERK: ("today", "search", "schools", "letters:letters"),
    Role.SCHOOL_ADMINISTRATOR: ("today", "search", "caseloads", "attendance:reports"),
    Role.FIELD_COORDINATOR: ("today", "search", "caseloads", "schools"),
    Role.DIRECTOR: ("today", "search", "caseloads", "schools"),
    Role.SARB_CHAIR: ("today", "search", "sarb:referrals", "sarb:hearings"),
    Role.PANEL_MEMBER: ("today",),
    Role.LIAISON: ("today", "visits:day", "search", "intake:requests"),
    Role.INTERN: ("today", "search", "schools", "data-quality"),
    Role.AUDITOR: ("today", "search", "schools", "logs"),
    Role.PRIVACY_OFFICER: ("today", "sis:runs", "policy", "logs"),
    Role.SYSTEM_ADMINISTRATOR: ("today", "sis:runs", "accounts:people", "policy"),
}
ROOM = 4  # pages on the bar of a phone


def shortcuts(names: Iterable[str], roles: Iterable[str]) -> set[str]:
    """Return which of the pages a person may open are on the bar of a phone: what their roles do on the
    way, and where that leaves room what the side bar has first.
    """
    open_to = list(names)
    wanted = [name for role in sorted(roles) for name in SHORTCUTS.get(role, ())]
    ranked = dict.fromkeys([*wanted, *open_to])
    return set([name for name in ranked if name in open_to][:ROOM])
