"""What each room offers to the screens that compose several: one explicit tuple for each kind of
offer. A room that has something new to show adds a line here, and no branch to another's function.
"""

from typing import NamedTuple


class Page(NamedTuple):
    """A page of the side bar: its label, the name of its address, its icon. Whether a person is
    shown it follows from the door that its view states.
    """

    label: str
    name: str
    icon: str


# In the order of the side bar.
NAVIGATION: tuple[Page, ...] = (
    Page("Today", "today", "home"),
    Page("My caseload", "cases:caseload", "folder"),
    Page("Search", "search", "search"),
    Page("Caseloads", "caseloads", "users"),
    Page("Schools", "schools", "school"),
    Page("Reports", "attendance:reports", "report"),
    Page("Letters", "letters:letters", "mail"),
    Page("Referrals", "sarb:referrals", "send"),
    Page("Hearings", "sarb:hearings", "gavel"),
    Page("Imports", "sis:runs", "database-import"),
)
