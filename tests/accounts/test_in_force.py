"""A grant is in force on the same days wherever it is asked: by rows, with the session, in statements."""

from datetime import timedelta
from itertools import product
from types import SimpleNamespace

from accounts.access.sessions import SessionStore
from accounts.choices import Role, Scope
from accounts.models import Grant
from attendance.queries.siblings import concerns_of
from tests.factories import TODAY, GrantFactory, UserFactory, act
from tests.world import sign_in

AROUND = [TODAY + timedelta(days=n) for n in (-1, 0, 1)]
WINDOWS = [
    {"starts": first, "ends": last, "revoked_at": taken}
    for first, last, taken in product(AROUND, AROUND, (None, act().at))
    if first <= last
]


def test_a_grant_is_in_force_from_its_first_day_to_its_last_unless_it_was_taken_back(district):
    oak, people = {"scope": Scope.SCHOOL, "school": district.oak}, []
    for nth, window in enumerate(WINDOWS):
        user = UserFactory(name=f"Staff {nth:02}")
        people.append(user)
        GrantFactory(to=user, role=Role.COUNSELOR, **oak, **window)
    said = [bool(window["starts"] <= TODAY <= window["ends"] and not window["revoked_at"]) for window in WINDOWS]  # fmt: skip
    assert sum(said) == 4
    rows = Grant.objects.in_force(TODAY)
    assert [rows.of(user.actor).exists() for user in people] == said
    assert [bool(along(user)) for user in people] == said
    called = []
    for at in range(0, len(people), 4):
        Grant.objects.exclude(person__in=[one.pk for one in people[at : at + 4]]).update(scope=Scope.DISTRICT, school=None)  # fmt: skip
        called += colleagues(district)
        Grant.objects.update(**oak)
    assert called == [user.name for user, is_so in zip(people, said, strict=True) if is_so]


def along(user):
    """Return the grants that are read with the session of somebody."""
    store = SessionStore(sign_in(user).session.session_key)
    store.load()
    return store.person.read_along.grants


def colleagues(district):
    """Return who may be called about a student of Oak."""
    sibling = SimpleNamespace(pk=district.ana.pk, in_reach=False, school_id=district.oak.pk)
    return concerns_of([sibling], TODAY)[district.ana.pk][1]
