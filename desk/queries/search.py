"""Find a student by name, by the SIS's id, or by an adult's name or telephone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from accounts.access import Reach, students_for
from accounts.choices import Permission
from desk.queries.cards import Card, cards_of
from students.models import Guardian, Guardianship, Student
from students.queries import with_words, words_of
from students.rules import phone_key
from students.rules.words import plain_id

MOST = 20
# Enough to rank; whoever matches more people than this has to say more.
CANDIDATES = 1000
FEWEST_LETTERS = 2
FEWEST_DIGITS = 4
# How well something fits: first an id, then the student's name, then an adult's name and number.
ID, LIKE_ID, ID_BEGINS, LIKE_ID_BEGINS, NAME, NAME_BEGINS, ADULT, PHONE = range(8)


@dataclass(frozen=True)
class Hit:
    """One student found, and by what. `adult` and `phone` are set when an adult matched."""

    student: Card
    by_id: bool
    adult: str
    phone: str


@dataclass(frozen=True)
class Found:
    """What a search came to. `is_asked` is false for a box that is empty or too short."""

    is_asked: bool
    hits: list[Hit]
    has_more: bool


def find_students(scope: Reach, text: str) -> Found:
    """Return the best matches among the students whom the person may find, best first.

    An id that is equal comes first, then ids that begin so, whole names, beginnings of names,
    adults. Adults are searched only where the person may read them. Two statements, or none
    for a text that is too short.
    """
    words = words_of(text)
    if sum(map(len, words)) < FEWEST_LETTERS:
        return Found(is_asked=False, hits=[], has_more=False)
    ways = [_by_name(scope, words), *_by_id(scope, text), *_by_adult(scope, text, words)]
    rows = ways[0].union(*ways[1:], all=True)
    best: dict[int, Any] = {}
    # A student may come by several ways: by the best of them here.
    for row in rows.order_by("rank", "order", "key", "adult")[: 4 * MOST]:
        best.setdefault(row["key"], row)
    chosen = list(best.values())
    cards = cards_of(scope, [row["key"] for row in chosen[:MOST]])
    hits = [_hit(row, cards[row["key"]]) for row in chosen[:MOST] if row["key"] in cards]
    return Found(is_asked=True, hits=hits, has_more=len(chosen) > MOST)


def _hit(row: dict[str, Any], card: Card) -> Hit:
    return Hit(card, by_id=row["rank"] < NAME, adult=row["adult"].strip(), phone=row["phone"])


def _by_id(scope: Reach, text: str) -> Iterable[QuerySet[Any]]:
    """Yield the way over the id; none for a text without a letter or digit but zeros."""
    sis_id, key = text.strip(), plain_id(text)
    if not key:
        return
    within = students_for(scope, Permission.STUDENT_FIND, on=scope.on)
    rank = Case(
        When(sis_id=sis_id, then=ID),
        When(id_key=key, then=LIKE_ID),
        When(sis_id__startswith=sis_id, then=ID_BEGINS),
        default=LIKE_ID_BEGINS,
        output_field=IntegerField(),
    )
    yield _row(within.filter(id_key__startswith=key), rank=rank)


def _by_name(scope: Reach, words: list[str]) -> QuerySet[Any]:
    padded = Concat(Value(" "), F("search_key"), Value(" "), output_field=CharField())
    whole = Q()
    for word in words:
        whole &= Q(padded__contains=f" {word} ")
    within = students_for(scope, Permission.STUDENT_FIND, on=scope.on)
    rank = Case(When(whole, then=NAME), default=NAME_BEGINS, output_field=IntegerField())
    return _row(within.filter(with_words(words, "search_key")).annotate(padded=padded), rank=rank)


def _by_adult(scope: Reach, text: str, words: list[str]) -> Iterable[QuerySet[Any]]:
    """Yield ways over an adult; none for someone who may not read adults."""
    if not scope.carrying(Permission.CONTACT_READ):
        return
    within = students_for(scope, Permission.CONTACT_READ, on=scope.on)
    named = Guardian.objects.filter(with_words(words, "search_key"))
    yield _adult_row(within, named, rank=ADULT)
    digits = phone_key(text)
    if len(digits) >= FEWEST_DIGITS:
        called = Guardian.objects.filter(phone_key__contains=digits)
        yield _adult_row(within, called, rank=PHONE)


def _row(students: QuerySet[Student], *, rank: Case) -> QuerySet[Any]:
    """Students as rows of the union; the same columns as `_adult_row`."""
    return students.values(
        key=F("pk"),
        order=F("name_order"),
        rank=rank,
        adult=Value("", output_field=CharField()),
        phone=Value("", output_field=CharField()),
    )[:CANDIDATES]


def _adult_row(
    within: QuerySet[Student], adults: QuerySet[Guardian], *, rank: int
) -> QuerySet[Any]:
    found = Guardianship.objects.filter(
        is_current=True, student__in=within, guardian__in=adults.values("pk")
    )
    name = Concat("guardian__first_name", Value(" "), "guardian__last_name")
    # A telephone that must not be called is not held out either.
    phone = Case(When(no_contact=True, then=Value("")), default=F("guardian__phone"))
    return found.values(
        key=F("student_id"),
        order=F("student__name_order"),
        rank=Value(rank, output_field=IntegerField()),
        adult=name,
        phone=phone,
    )[:CANDIDATES]
