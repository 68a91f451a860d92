"""The one table of the kinds of letters: what each is, in the words of the field.

A new kind is a choice of NoticeKind with its cause in CAUSE_OF, a line here, a template of its
wording in the pack's folder of letters, and the statement of what is owed, if the product finds it by itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import OuterRef, Subquery

from attendance.choices import StepKind
from attendance.queries.holds import Hold
from core.sql import statement
from law.packs import Elements, PolicyPack, WordingRule
from letters.choices import CORRECTIONS, Cause, EventKind, NoticeKind
from letters.models import LetterEvent, Notice
from letters.queries.facts import LetterFacts, facts_of_corrections, facts_of_reports
from letters.queries.obstacles import Holds, days_gone, report_fell, report_waits, taken_elsewhere

Facts = Mapping[int, LetterFacts]
# A kind of which no law asks anything.
UNASKED = WordingRule("", (Elements(date.min, {}, {}),))


@dataclass(frozen=True)
class NoticeSpec:
    """What one kind of letter is.

    `cause` is what calls for it, once for each; `owed` names the statement in `sql` that finds
    those that are owed, and '' is a kind that an action of a room above makes due. `facts_of`
    reads what the letters rest on, `holds` what keeps them besides the gates and the questions
    about adults and addresses. `wording` is what is asked of
    its words where the law in force asks nothing of the kind. `step` is the
    law's step that mailing it completes, None for none; `twin` says that the family had that
    step's notice already.
    """

    kind: NoticeKind
    cause: Cause
    facts_of: Callable[[Sequence[Notice]], Facts]
    wording: WordingRule = UNASKED
    holds: tuple[Callable[[Sequence[Notice], Facts], Holds], ...] = ()
    step: StepKind | None = None
    twin: str = ""
    owed: str = ""

    @property
    def twin_question(self) -> str:
        return f"{self.twin} is on record. Is this one still to go?"

    @property
    def owed_statement(self) -> str:
        return statement(__file__, self.owed)


SPECS: dict[str, NoticeSpec] = {
    NoticeKind.FIRST_NOTICE: NoticeSpec(
        kind=NoticeKind.FIRST_NOTICE,
        cause=Cause.REPORT,
        facts_of=facts_of_reports,
        holds=(days_gone, report_waits, report_fell),
        step=StepKind.NOTICE_48260_5,
        twin="A first notice of this year",
        owed="first_notices_owed",
    ),
    NoticeKind.CORRECTION: NoticeSpec(
        kind=NoticeKind.CORRECTION,
        cause=Cause.REPORT,
        facts_of=facts_of_corrections,
        holds=(report_fell,),
        owed="corrections_owed",
    ),
}


def that_are_found() -> list[NoticeSpec]:
    """Return the kinds of which the product finds by itself what is owed."""
    return [spec for spec in SPECS.values() if spec.owed]


def rule_of(kind: str, pack: PolicyPack) -> WordingRule:
    """Return what is asked of the words of a kind: by the law in force, or by the kind itself."""
    return pack.letters.rules.get(kind) or SPECS[kind].wording


def spec_of(notice: Notice) -> NoticeSpec:
    return SPECS[notice.kind]


def by_kind(notices: Sequence[Notice]) -> list[tuple[NoticeSpec, list[Notice]]]:
    """Return the notices of each kind with what that kind is, in the order of the kinds' names."""
    ordered = sorted(notices, key=lambda notice: notice.kind)
    return [
        (SPECS[kind], list(same))
        for kind, same in groupby(ordered, key=lambda notice: notice.kind)
    ]


def facts_of(notices: Sequence[Notice]) -> dict[int, LetterFacts]:
    """Return what each notice rests on. A few statements for each kind among them."""
    found: dict[int, LetterFacts] = {}
    for spec, same in by_kind(notices):
        found |= spec.facts_of(same)
    return found


def holds_of(notices: Sequence[Notice], facts: Facts) -> Holds:
    """Return what keeps each notice by its kind, in the order of the kind's holds."""
    found: Holds = {}
    for spec, same in by_kind(notices):
        asked = [*(hold(same, facts) for hold in spec.holds), _twins(spec, same)]
        for holds in asked:
            for key in sorted(holds):
                found.setdefault(key, []).extend(holds[key])
    return found


def said_of_sending() -> Subquery:
    """Return for a notice the last word on whether it is sent at all: that it is not to be, or after all."""
    words = LetterEvent.objects.filter(
        notice=OuterRef("pk"), kind__in=(EventKind.NOT_SENT, EventKind.GOES_ON)
    )
    return Subquery(words.order_by("-pk").values("kind")[:1])


def on_record(notices: Sequence[Notice]) -> set[int]:
    """Return the notices whose step the student-year has from elsewhere. One statement a kind."""
    return {key for spec, same in by_kind(notices) for key in _twins(spec, same)}


def need_not_go(notice: Notice) -> bool:
    """Return whether somebody may decide that a notice is not sent: the family had its step's notice
    already, or it is a correction. That one goes only to whom the letter went, so that nothing
    settles the question of an adult who may not be written to any more.
    """
    return notice.kind in CORRECTIONS or bool(on_record([notice]))


def _twins(spec: NoticeSpec, notices: Sequence[Notice]) -> Holds:
    if spec.step is None:
        return {}
    return {key: [Hold(spec.twin_question)] for key in taken_elsewhere(notices, spec.step)}
