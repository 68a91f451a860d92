"""One page of sentences about a student for one purpose, each made of a record and linked to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter

from accounts.access import Reach, permissions_on
from core.brief import Sentence
from desk.queries.people import SAID as PEOPLE
from desk.queries.people import said_of_people
from desk.registry import BRIEFS, Briefing
from students.models import Student

ATTENDANCE = ("headline", "missed", "report_waits", "status", "report_due")
CALL = ("call", "interpreter", "language", "no_contact")
CONTACTS = ("reached", "attempts", "unreached", "no_way")
PLAN = ("goal", "strategy", "barrier")
REVIEW = ("review_late", "review_due", "reviewed", "changed")
TO_DO = ("task_late", "task", "request_late", "request_free", "request")
HEARING = ("hearing", "conference", "conference_ended", "referral", "referral_accepted")
LETTERS = ("letter_shaken", "letter_due", "letter_mailed")


@dataclass(frozen=True)
class BriefPurpose:
    """What a brief is for: which kinds of sentences it has, in their order under their heads, and how
    many of one kind at most; fewer of each where all of them would not fit its `room`.
    """

    key: str
    label: str
    about: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    most: int = 3
    room: int = 30  # lines: a sheet of paper

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(kinds for _, kinds in self.parts))


PURPOSES = (
    BriefPurpose(
        "call",
        "A call",
        "What to know before the telephone is picked up; a minute to read. For staff alone.",
        (
            ("Attendance", ATTENDANCE),
            ("Whom to call", CALL),
            ("What was tried", CONTACTS),
            ("What is planned", (*PLAN, *HEARING[:3], *TO_DO[:2])),
        ),
        most=2,
        room=14,  # a minute
    ),
    BriefPurpose(
        "hand-off",
        "A hand-off",
        "For whoever takes the case over. For staff alone.",
        (
            ("Attendance", (*ATTENDANCE, "report")),
            ("The case", ("case", "case_free", "case_opened")),
            ("Whom to call", (*CALL, "rights", "sibling")),
            ("What was tried", (*CONTACTS, "tried", "tried_reached")),
            ("The plan", (*PLAN, *REVIEW)),
            ("Letters and hearings", (*LETTERS, *HEARING, "referral_heard")),
            ("What is next", TO_DO),
        ),
    ),
    BriefPurpose(
        "supervisor",
        "A supervisor",
        "Whether the work goes on: what is late, what was tried, what changed. For staff alone.",
        (
            ("Attendance", (*ATTENDANCE, "report", "step")),
            ("The case", ("case", "case_free")),
            ("What was tried", (*CONTACTS, "tried", "tried_reached")),
            ("The plan", ("goal", *REVIEW, "served")),
            ("What is due", (*TO_DO, *LETTERS[:2], *HEARING)),
        ),
    ),
    BriefPurpose(
        "meeting",
        "A meeting",
        "For the table, where the family sits, too: without what somebody said of the barriers.",
        (
            ("Attendance", (*ATTENDANCE, "report", "step")),
            ("The family", ("rights", "interpreter", "language", "program")),
            ("What was tried", ("reached", "tried", "tried_reached", "letter_mailed")),
            ("The plan", ("goal", "strategy", "served", *REVIEW)),
            ("What is next", (*HEARING, "task")),
        ),
    ),
)


@dataclass(frozen=True)
class BriefPart:
    """Sentences under one head; `has_more` where the page had no room for others."""

    title: str
    sentences: Sequence[Sentence]
    has_more: bool


@dataclass(frozen=True)
class Brief:
    purpose: BriefPurpose
    parts: Sequence[BriefPart]

    @property
    def siblings(self) -> list[int]:
        """The keys of the other children of the home of whom it says something."""
        keys = (one.key.partition(":") for part in self.parts for one in part.sentences)
        return [int(key) for kind, _, key in keys if kind == "sibling"]

    @property
    def text(self) -> str:
        """The same as plain words, to be copied."""
        return "\n\n".join(
            "\n".join((part.title, *(f"- {one.text}" for one in part.sentences)))
            for part in self.parts
        )


def purpose_of(key: str) -> BriefPurpose:
    """Return the purpose of a key; the first of those there are for any other."""
    return next((one for one in PURPOSES if one.key == key), PURPOSES[0])


def brief_of(
    scope: Reach, student: Student, purpose: BriefPurpose, *, briefs: Sequence[Briefing] = BRIEFS
) -> Brief:
    """Return what the records say of the student for a purpose, as far as the viewer may read. As many
    statements however much was done.
    """
    may = permissions_on(scope, student, on=scope.on)
    found = _kept(_said(scope, student, may, purpose, briefs), purpose)
    most = _most(found, purpose)
    parts = [_part(title, kinds, found, most) for title, kinds in purpose.parts]
    return Brief(purpose, [part for part in parts if part.sentences])


def _said(
    scope: Reach,
    student: Student,
    may: frozenset[str],
    purpose: BriefPurpose,
    briefs: Iterable[Briefing],
) -> Iterator[Sentence]:
    if PEOPLE.kinds & purpose.kinds:
        yield from said_of_people(scope, student, may)
    for one in briefs:
        if one.permission in may and one.kinds & purpose.kinds:
            yield from one.tell(student, may, scope.on)


def _kept(said: Iterable[Sentence], purpose: BriefPurpose) -> dict[str, list[Sentence]]:
    """Return the sentences that the purpose asks for by their kind, each in the order it was said in."""
    asked = (one for one in said if one.kind in purpose.kinds)
    by_kind = sorted(asked, key=attrgetter("kind"))
    return {kind: list(some) for kind, some in groupby(by_kind, key=attrgetter("kind"))}


def _most(found: dict[str, list[Sentence]], purpose: BriefPurpose) -> int:
    """Return how many of one kind there is room for; one of each is said whatever there is."""
    counts = [len(some) for some in found.values()]
    fit = (
        most
        for most in range(purpose.most, 1, -1)
        if sum(min(most, count) for count in counts) <= purpose.room
    )
    return next(fit, 1)


def _part(
    title: str, kinds: Iterable[str], found: dict[str, list[Sentence]], most: int
) -> BriefPart:
    told = [found.get(kind, []) for kind in kinds]
    shown = [one for some in told for one in some[:most]]
    return BriefPart(title, shown, has_more=sum(map(len, told)) > len(shown))
