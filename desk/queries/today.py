"""What each person comes to do: their tasks, letters, caseloads, hearings, and the way on."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.access import Reach
from accounts.choices import Permission
from cases.queries import all_waiting, own_waiting
from cases.queries.caseload import Caseload
from desk.queries.home import Home, home_of
from letters.queries.lists import waiting_letters
from sarb.queries.home import ChairHome, chair_home
from tasks.queries import today_items
from tasks.queries.today import TodayItems


@dataclass(frozen=True)
class Today:
    """One person's morning. What is None is not theirs to do.

    `mine` are their own cases, `others` all that they answer for; `letters` says how many wait in
    each stage, and are late.
    """

    home: Home
    tasks: TodayItems | None
    mine: Caseload | None
    others: Caseload | None
    letters: Mapping[str, int] | None
    chair: ChairHome | None

    @property
    def student_ids(self) -> list[int]:
        """Everybody who is named on the page."""
        named = set(self.home.student_ids)
        if self.tasks:
            named.update(self.tasks.student_ids)
        if self.chair:
            named.update(line.referral.student_id for line in self.chair.waiting)
        return sorted(named)

    @property
    def reach_note(self) -> str:
        waiting = self.others or self.mine
        return f"for more than {waiting.unreached_days} days" if waiting else ""

    @property
    def late_note(self) -> str:
        late = self.letters["late"] if self.letters else 0
        return f"{late:,} late" if late else ""

    @property
    def has_letters(self) -> bool:
        """Whether a letter waits for anything."""
        waiting = ("due", "approved", "printed")
        return bool(self.letters and any(self.letters[stage] for stage in waiting))


def today_of(scope: Reach) -> Today:
    """Return the person's morning. Each part is read only for those whose work it is."""
    tasks = mine = others = letters = chair = None
    if scope.carrying(Permission.CASE_MANAGE):
        tasks = today_items(scope, on=scope.on)
    if scope.carrying(Permission.CASELOAD_READ):
        others = all_waiting(scope, on=scope.on)
    elif scope.carrying(Permission.CASE_MANAGE):
        mine = own_waiting(scope, on=scope.on)
    if scope.carrying(Permission.LETTER_MAIL):
        letters = waiting_letters(scope, on=scope.on)
    if scope.carrying(Permission.DOCKET_MANAGE):
        chair = chair_home(scope, scope.on)
    return Today(
        home=home_of(scope, lists_schools=chair is None, lists_students=not (mine and mine.total)),
        tasks=tasks,
        mine=mine,
        others=others,
        letters=letters,
        chair=chair,
    )
