"""What is said of the people around a student: whom to call, in which language, and whom not."""

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Q
from django.urls import reverse

from accounts.access import Reach, veil_of
from attendance.queries.siblings import SiblingConcern, siblings_with_concern
from core.brief import Sentence, Sentences
from core.templatetags.ui import language, phone
from desk.queries.facts import kinds_for
from packets.queries.facts import VEILED
from students.choices import PopulationKind
from students.models import Population, Student
from students.queries import adults_of
from students.rules.around import Adult
from students.rules.languages import language_code
from students.rules.people import grade_words

SAID = Sentences(
    call="Call {name}, {relation}: {phone}.",
    language="{name} speaks {language}.",
    interpreter="{name} speaks {language} and needs an interpreter.",
    rights="{name}, {relation}, holds the education rights.",
    no_contact="Do not call, write or release records to {name}: {order}.",
    sibling="{name} lives in the same home, {place}. {concern}",
    program="{program}: on file.",
)
UNKNOWN = "a language that is not on file"
CONCERN = {True: "A concern is open.", False: "No concern is open.", None: "Not judged yet."}


def said_of_people(scope: Reach, student: Student, may: frozenset[str]) -> Iterator[Sentence]:
    """Say whom to call first and whom never, who else is a child of the home, and which program looks after
    the student, all behind the veil of the student's page. What no packet tells of a placement, of the
    living situation or of a court is not said to anybody: this is printed. At most four statements.
    """
    page = reverse("student", args=[student.pk])
    veil = replace(veil_of(scope, may), placements=False)
    adults = adults_of(student.pk, veil=veil, on=scope.on)
    first = next((adult for adult in adults if adult.phone), None)
    for adult in adults:
        yield from _adult(adult, f"{page}#adult-{adult.pk}", is_first=adult is first)
    for one in siblings_with_concern(scope, student, may):
        yield from _sibling(one, f"{page}#household")
    yield from _programs(scope, student, may, f"{page}#groups")


def _adult(adult: Adult, page: str, *, is_first: bool) -> Iterator[Sentence]:
    key, name, relation = f"adult:{adult.pk}", adult.name, adult.relation.lower()
    if adult.no_contact:
        yield from SAID.say(
            "no_contact", key, page, name=name, order=adult.court_order or "no order on file"
        )
        return
    if is_first and adult.phone:
        shown = phone(adult.phone.shown)
        yield from SAID.say("call", key, page, name=name, relation=relation, phone=shown)
    spoken = language(adult.language)
    if adult.needs_interpreter:
        yield from SAID.say("interpreter", key, page, name=name, language=spoken or UNKNOWN)
    elif language_code(adult.language) != "en":
        yield from SAID.say("language", key, page, name=name, language=spoken)
    if adult.holds_rights:
        yield from SAID.say("rights", key, page, name=name, relation=relation)


def _sibling(one: SiblingConcern, page: str) -> Iterator[Sentence]:
    places = (one.school, grade_words(one.grade).lower())
    yield from SAID.say(
        "sibling",
        f"sibling:{one.pk}",
        page,
        name=one.name,
        place=", ".join(filter(None, places)) or "enrolled nowhere",
        concern=CONCERN[one.has_concern],
    )


def _programs(
    scope: Reach, student: Student, may: frozenset[str], page: str
) -> Iterator[Sentence]:
    kinds = set(kinds_for(may)) - VEILED
    if not kinds:
        return
    begun, goes_on = Q(start=None) | Q(start__lte=scope.on), Q(end=None) | Q(end__gte=scope.on)
    found = Population.objects.filter(begun, goes_on, student=student, kind__in=kinds)
    for one in found.order_by("kind", "pk"):
        label = str(PopulationKind(one.kind).label)
        yield from SAID.say("program", f"population:{one.pk}", page, program=label)
