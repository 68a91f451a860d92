"""docs/access-matrix.csv: which page answers what to whom. The file is the input of the tests.

One line for a page, a method and an object; one column for each person; in each cell the status.
OTHER stands for PUT, PATCH and DELETE. Objects are named in `things`; '?q=Ito' is a query.
"""

import csv
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse

from accounts.choices import Role, Scope
from documents.actions import files
from plans.choices import Here
from plans.models import Presence
from sarb.choices import Level
from sis.models import ImportRun
from students.models import School, Student
from tests.access.people import PEOPLE
from tests.factories import (
    TODAY,
    CaseFactory,
    ConferenceFactory,
    GrantFactory,
    GroupFactory,
    GroupMemberFactory,
    GroupSessionFactory,
    HelpRequestFactory,
    InterviewFactory,
    NotAloneFactory,
    NoteFactory,
    NotePaperFactory,
    PlanFactory,
    QuestionFactory,
    RejectedRowFactory,
    SealedNoteFactory,
    ServiceGivenFactory,
    SourceWordFactory,
    StrategyFactory,
    TaskFactory,
    VisitFactory,
)
from tests.letters.rows import decision_about, printed_letter
from tests.packets.factories import PacketFactory, blank_pdf
from tests.programs.factories import CampaignFactory, ReachedFactory, WelcomeFactory
from tests.sarb.factories import DocketPlaceFactory, ReferralFactory
from tests.world import District

FILE = Path(settings.BASE_DIR) / "docs" / "access-matrix.csv"
METHODS = {"GET": ("get", "head"), "POST": ("post",), "OTHER": ("put", "patch", "delete")}
NOBODY = 987654321
OVER = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC) - timedelta(
    days=1
)  # of a conference
# Pages that name their object in the query.
BY_QUERY = {
    "quick-log": "student",
    "cases:open": "student",
    "cases:assign": "case",
    "sarb:refer": "student",
    "plans:ask": "student",
    "plans:give": "student",
    "plans:ways": "student",
    "contacts:sealed": "student",
    "intake:ask": "student",
    "plans:start": "student",
    "plan-visit": "student",
    "visits:not_alone": "student",
    "programs:new": "school",
}


@dataclass(frozen=True)
class Row:
    page: str
    method: str
    thing: str
    expected: dict[str, int]

    @property
    def calls(self) -> tuple[str, ...]:
        return METHODS[self.method]

    @property
    def kind(self) -> str:
        """What the object is: student, school, run or ''."""
        return self.thing.partition(" ")[0] if " " in self.thing else ""


def rows() -> list[Row]:
    with FILE.open(newline="") as file:
        return [
            Row(
                line["page"],
                line["method"],
                line["object"],
                {name: int(line[name]) for name in PEOPLE},
            )
            for line in csv.DictReader(file)
        ]


def things(district: District) -> dict[str, object]:
    """The objects of the file by name, each as the one argument of an address.

    Seen from Oak: `own` is on the caseload, `left` went to Pine ten days ago, `gone` left the
    district forty days ago.
    """
    run: ImportRun = RejectedRowFactory().run
    own, elsewhere = (ReferralFactory(student=one) for one in (district.ana, district.dov))
    file = files.store(blank_pdf())
    return {
        "referral own": own.pk,
        "referral elsewhere": elsewhere.pk,
        "referral team": ReferralFactory(student=district.ana, level=Level.SSPT).pk,
        "referral team-elsewhere": ReferralFactory(student=district.dov, level=Level.SSPT).pk,
        "referral nobody": NOBODY,
        "packet own": PacketFactory(referral=own, document__sha256=file.sha256).pk,
        "packet nobody": NOBODY,
        "docket some": DocketPlaceFactory(referral=own).docket_id,
        "docket nobody": NOBODY,
        "student own": district.ana.pk,
        "student own-school": district.ben.pk,
        "student left": district.eve.pk,
        "student region": district.cleo.pk,
        "student elsewhere": district.dov.pk,
        "student gone": district.finn.pk,
        "student nobody": NOBODY,
        "school own": district.oak.pk,
        "school region": district.elm.pk,
        "school elsewhere": district.pine.pk,
        "school nobody": NOBODY,
        "run some": run.pk,
        "question own": QuestionFactory(student=district.ana, run=run).pk,
        "question elsewhere": QuestionFactory(student=district.dov, run=run).pk,
        "question nobody": NOBODY,
        "run nobody": NOBODY,
        "word open": SourceWordFactory(examples=[district.ana.pk, district.dov.pk]).pk,
        "word nobody": NOBODY,
        "address forged": "x",
        **staff(district),
        **letters(district),
        **group_of("own", district.ben, district.oak),
        **group_of("region", district.cleo, district.elm),
        **group_of("elsewhere", district.dov, district.pine),
        **for_all("own", district.oak),
        **for_all("region", district.elm),
        **for_all("elsewhere", district.pine),
        "campaign nobody": NOBODY,
        "reached nobody": NOBODY,
        **work_on("own", district.ana),
        **work_on("region", district.cleo),
        **work_on("elsewhere", district.dov),
        "case nobody": NOBODY,
        "note nobody": NOBODY,
        "sealed own": SealedNoteFactory(student=district.ana).pk,
        "sealed elsewhere": SealedNoteFactory(student=district.dov).pk,
        "sealed nobody": NOBODY,
        "paper nobody": NOBODY,
        "task nobody": NOBODY,
        "interview nobody": NOBODY,
        "request nobody": NOBODY,
        "conference nobody": NOBODY,
        "visit nobody": NOBODY,
        "warning nobody": NOBODY,
        "plan nobody": NOBODY,
        "service nobody": NOBODY,
        "welcome nobody": NOBODY,
        "strategy nobody": NOBODY,
        "group nobody": NOBODY,
        "member nobody": NOBODY,
        "session nobody": NOBODY,
    }


def staff(district: District) -> dict[str, object]:
    """Somebody of Oak's staff, their role there, and that of somebody who watches directors."""
    role = GrantFactory(role=Role.CLERK, scope=Scope.SCHOOL, school=district.oak)
    return {
        "person some": role.person,
        "person nobody": NOBODY,
        "role some": role.pk,
        "role watching": GrantFactory(role=Role.AUDITOR).pk,
        "role nobody": NOBODY,
    }


def work_on(where: str, student: Student) -> dict[str, object]:
    """A case of the student, a note about them and a task."""
    case = CaseFactory(student=student)
    plan = PlanFactory(student=student, case=case)
    note = NoteFactory(about_student=student, text="Called.")
    return {
        f"plan {where}": plan.pk,
        f"strategy {where}": StrategyFactory(plan=plan).pk,
        f"case {where}": case.pk,
        f"note {where}": note.pk,
        f"paper {where}": NotePaperFactory(note=note).pk,
        f"service {where}": ServiceGivenFactory(student=student).pk,
        f"welcome {where}": WelcomeFactory(student=student).pk,
        f"task {where}": TaskFactory(student=student).pk,
        f"request {where}": HelpRequestFactory(student=student).pk,
        f"conference {where}": ConferenceFactory(student=student, slots=[OVER]).pk,
        f"visit {where}": VisitFactory(about_student=student).pk,
        f"warning {where}": NotAloneFactory(student=student).pk,
        f"interview {where}": InterviewFactory(student=student).pk,
    }


def for_all(where: str, school: School) -> dict[str, object]:
    """What the school does for all, and whom it reached."""
    reached = ReachedFactory(campaign=CampaignFactory(school=school))
    return {f"campaign {where}": reached.campaign_id, f"reached {where}": reached.pk}


def group_of(where: str, student: Student, school: School) -> dict[str, object]:
    """A group of the school with the student in it, and a session at which they were."""
    group = GroupFactory(school=school)
    member = GroupMemberFactory(group=group, student=student)
    session = GroupSessionFactory(group=group)
    Presence.objects.create(session=session, student=student, here=Here.PRESENT)
    keys = {"group": group.pk, "member": member.pk, "session": session.pk}
    return {f"{kind} {where}": key for kind, key in keys.items()}


def letters(district: District) -> dict[str, int]:
    """A printed letter about Ana, and one about Dov at Pine."""
    own = printed_letter(district.ana, district.oak)
    elsewhere = printed_letter(district.dov, district.pine)
    kinds = ("letter", "copy", "batch", "report", "decision")
    return {
        f"{kind} {where}": key
        for where, copy in (("own", own), ("elsewhere", elsewhere))
        for kind, key in (
            ("letter", copy.notice_id),
            ("copy", copy.pk),
            ("batch", copy.notice.batch_id),
            ("report", copy.notice.report_id),
            ("decision", decision_about(copy.notice.student).pk),
        )
    } | dict.fromkeys((f"{kind} nobody" for kind in kinds), NOBODY)


def address(row: Row, objects: dict[str, object]) -> str:
    if row.thing.startswith("?"):
        return reverse(row.page) + "?" + quote(row.thing[1:], safe="=&")
    if row.page == "account_reset_password_from_key":
        return reverse(row.page, kwargs={"uidb36": "1", "key": "x-y"})
    if row.thing and row.page in BY_QUERY:
        return f"{reverse(row.page)}?{BY_QUERY[row.page]}={objects[row.thing]}"
    return reverse(row.page, args=[objects[row.thing]] if row.thing else [])
