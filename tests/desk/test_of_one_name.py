"""Two children of one name, one birth date and one school: wherever both stand, the id tells them apart.

The two are of data made up for a district's office: one name, two families. Here they also have
one home, so that each stands among the other's siblings.
"""

import uuid
from datetime import date, time, timedelta
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from accounts.choices import Role
from cases.models import Case
from contacts.models import Note, NoteDraft, NoteStudent
from letters.models import Notice
from sarb.models import Referral
from sis.models import SetAside
from students.models import Household, Student
from tasks.models import Task
from tests.attendance.reports import home, owing
from tests.factories import (
    TODAY,
    AttendanceCodeFactory,
    CaseFactory,
    EnrollmentFactory,
    NoteFactory,
    StudentFactory,
    TaskFactory,
)
from tests.letters.rows import notice_about, printed_letter
from tests.sarb.factories import DocketFactory, DocketPlaceFactory, ReferralFactory
from tests.world import hire, person

IDS = ("C13001", "C13002")
NAMES = ("Twin, Ana", "Ana Twin")
ROWS = {"tr", "li", "label", "option", "button", "fieldset"}
SPOKEN = ("aria-label", "title", "alt")
EMPTY = {"input", "br", "img", "hr", "meta", "link", "source", "wbr", "use", "path", "col"}


class Rows(HTMLParser):
    """What each row of a page says by itself, with the labels in it; links of crumbs lead on."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, list[str]]] = [("page", [])]
        self.said: list[str] = []
        self.labels: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.labels += [value for name, value in attrs if name in SPOKEN and value]
        if tag not in EMPTY:
            self.open.append((tag, []))

    def handle_data(self, data):
        self.open[-1][1].append(data)

    def handle_endtag(self, tag):
        if tag in EMPTY or tag not in [name for name, _ in self.open]:
            return
        while True:
            name, words = self.open.pop()
            if name in ROWS:
                self.said.append(" ".join(" ".join(words).split()))
            elif name not in ("style", "script"):
                self.open[-1][1].append(" " + "".join(words))
            if name == tag:
                return


def nameless_ids(page: str) -> list[str]:
    """Return the rows and labels that name the child and not the id."""
    found = Rows(page)
    return [
        text
        for text in (*found.said, *found.labels)
        if any(name in text for name in NAMES) and not any(sis_id in text for sis_id in IDS)
    ]


@pytest.fixture
def twins(district) -> list[Student]:
    together = Household.objects.create(key="H1")
    found = []
    for sis_id in IDS:
        student = StudentFactory(
            sis_id=sis_id,
            first_name="Ana",
            last_name="Twin",
            birth_date=date(2015, 4, 1),
            household=together,
        )
        EnrollmentFactory(student=student, school=district.oak, grade="5")
        home(student, guardian__first_name="Wanda", guardian__last_name="Twin")
        found.append(student)
    return found


@pytest.fixture
def busy(district, twins, store):
    """The two with everything that a list can hold of a child; the counselor has both."""
    owner = hire(Role.COUNSELOR, district.oak)
    docket = DocketFactory(date=TODAY + timedelta(days=7))
    code, note = AttendanceCodeFactory(), NoteFactory(about_student=twins[0], author=owner)
    NoteStudent.objects.create(note=note, student=twins[1])
    for place, student in enumerate(twins, start=1):
        owing(student, district.oak)
        CaseFactory(student=student, owner=owner, next_action="Call", next_due_on=TODAY)
        for due_on in (TODAY, TODAY - timedelta(days=3)):
            TaskFactory(student=student, owner=owner, school=district.oak, due_on=due_on)
        notice_about(student, district.oak, stage="due", due_by=TODAY)
        referral = ReferralFactory(student=student, accepted=True)
        DocketPlaceFactory(docket=docket, referral=referral, position=place, time=time(9, place))
        draft = {"student": [str(student.pk)], "text": ["Nobody"]}
        NoteDraft.objects.create(user=owner, client_uuid=uuid.uuid4(), seq=1, payload=draft)
        SetAside.objects.create(
            student=student, school=district.oak, date=TODAY, code=code, why="no-enrollment"
        )
    changed = {"note": [str(note.pk)], "text": ["Words"]}
    NoteDraft.objects.create(user=owner, client_uuid=uuid.uuid4(), seq=1, payload=changed)
    return person(owner)


def several(name: str, rows) -> str:
    return "&".join(f"{name}={row.pk}" for row in rows)


def read(client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    return answer.content.decode()


def check(client, address: str, *, both: bool = True) -> None:
    page = read(client, address)
    assert nameless_ids(page) == [], address
    seen = [sis_id for sis_id in IDS if sis_id in page]
    assert seen == list(IDS) if both else seen, (address, seen)


COUNSELOR_LISTS = (
    "/", "/tasks/", "/tasks/?show=overdue", "/caseload/", "/caseload/?q=twin", "/search/?q=twin",
    "/search/?q=c13", "/log/", "/log/?q=twin", "/log/drafts/", "/letters/",
    "/referrals/?show=placed",
)  # fmt: skip


@pytest.mark.parametrize("address", COUNSELOR_LISTS)
def test_a_counselor_s_lists_tell_them_apart(busy, address):
    check(busy.client, address)


def test_pages_of_a_counselor_tell_them_apart(busy, district, twins):
    check(busy.client, reverse("roster", args=[district.oak.pk]))
    check(busy.client, reverse("cases:open") + "?" + several("student", twins))
    check(busy.client, reverse("contacts:note", args=[Note.objects.get().pk]))
    for student in twins:  # each among the other's siblings
        check(busy.client, reverse("student", args=[student.pk]))
        check(busy.client, reverse("quick-log") + f"?student={student.pk}&new=1")


@pytest.mark.parametrize(
    "rows",
    [
        ("letters:letter", Notice),
        ("task", Task),
        ("sarb:referral", Referral),
        ("student-work", Student),
    ],
)
def test_a_page_about_one_says_which(busy, rows):
    name, model = rows
    about = model.objects.filter(**{"sis_id" if model is Student else "student__sis_id": IDS[1]})
    page = read(busy.client, reverse(name, args=[about.first().pk]))
    assert nameless_ids(page.split("</nav>")[-1]) == []
    assert IDS[1] in page
    assert IDS[0] not in page


@pytest.mark.parametrize(
    "address",
    ["/cases/", "/referrals/?show=placed", "/imports/set-aside", "/letters/"],
)
def test_lists_of_others_tell_them_apart(busy, director, address):
    check(director.client, address)


def test_letters_that_are_out_and_reports_that_are_due_tell_them_apart(
    district, twins, counselor, store
):
    for student in twins:
        owing(student, district.oak)
    check(counselor.client, "/reports/")
    batches = [printed_letter(student, district.oak).notice.batch_id for student in twins]
    check(counselor.client, "/letters/?show=printed")
    Notice.objects.update(batch=batches[0])
    check(counselor.client, reverse("letters:batch", args=[batches[0]]))


def test_cases_to_assign_tell_them_apart(busy, director, twins):
    cases = Case.objects.filter(student__in=twins)
    check(director.client, reverse("cases:assign") + "?" + several("case", cases))


def test_a_day_of_hearings_tells_them_apart(busy, district):
    chair = person(hire(Role.SARB_CHAIR))
    docket = Referral.objects.first().place.docket
    check(chair.client, reverse("sarb:docket", args=[docket.pk]))
    Referral.objects.update(state="sent", decided_by="", decided_at=None)
    check(chair.client, "/")


def test_students_not_judged_yet_are_told_apart(district, twins, director):
    check(director.client, reverse("roster", args=[district.oak.pk]))


def test_the_reader_of_rows_finds_what_it_looks_for():
    named = '<ul><li><a href="/">Twin, Ana</a></li></ul><button>Choose Twin, Ana</button>'
    assert nameless_ids(named) == ["Twin, Ana", "Choose Twin, Ana"]
    assert nameless_ids('<input aria-label="Choose Ana Twin">') == ["Choose Ana Twin"]
    told = "<tr><th>Twin, Ana</th><td>C13001</td></tr>"
    assert nameless_ids(told) == []
