from audit.actions import access_event, act_of, record, record_accesses
from audit.choices import Access, ActorKind
from audit.models import AccessEvent
from audit.queries import accesses, history, history_of_student, last_read
from audit.rules import Actor

ANA = act_of(Actor(kind=ActorKind.USER, id="1", name="Ana"), request_id="r")
BEN = act_of(Actor(kind=ActorKind.USER, id="2", name="Ben"))


def test_history_is_of_one_record_newest_first(db):
    first = record(ANA, action="grant.given", target_kind="grant", target_id=7, student_id=5)
    record(ANA, action="grant.given", target_kind="grant", target_id=8)
    record(ANA, action="import.applied", target_kind="import", target_id=7)
    last = record(BEN, action="grant.revoked", target_kind="grant", target_id=7)
    assert list(history(target_kind="grant", target_id=7)) == [last, first]
    assert list(history_of_student(5)) == [first]
    later = record(BEN, action="case.opened", target_kind="case", target_id=1, student_id=5)
    assert list(history_of_student(5)) == [later, first]


def seen(by, **values):
    event = access_event(by, **values)
    event.save()
    return event


def test_who_opened_a_record_counts_lists(db):
    alone = seen(ANA, access=Access.READ, page="student", student_ids=[5])
    among = seen(BEN, access=Access.READ, page="search", student_ids=[4, 5, 6])
    seen(BEN, access=Access.READ, page="search", student_ids=[4])
    seat = act_of(Actor(kind=ActorKind.SEAT, id="1", name="Chair"))  # is not whose id is the same
    seen(seat, access=Access.READ, page="packet", student_ids=[4])
    assert list(accesses(5)) == [among, alone]


def test_whom_somebody_read_last_stands_first_and_once(db):
    for student in (5, 6, 5, 7):
        seen(ANA, access=Access.READ, page="student", student_ids=[student])
    seen(ANA, access=Access.READ, page="student")  # of nobody
    seen(ANA, access=Access.READ, page="search", student_ids=[8])
    seen(ANA, access=Access.REFUSED, page="student", student_ids=[9])
    seen(BEN, access=Access.READ, page="student", student_ids=[4])
    assert last_read(person=1, page="student", most=60) == [7, 5, 6]
    assert last_read(person=1, page="student", most=2) == [7, 5]


def test_a_page_logs_all_it_saw_as_one_by_one(db):
    """Written in one statement or each alone, the rows are the same."""
    values = {"student_ids": [5, 6], "grants": [3], "reason": "why", "address": "10.0.0.1"}
    kinds = [("student", values), ("search", {})]
    for page, more in kinds:
        access_event(ANA, access=Access.READ, page=page, **more).save()
    record_accesses(
        [access_event(ANA, access=Access.READ, page=page, **more) for page, more in kinds]
    )
    rows = list(AccessEvent.objects.order_by("pk").values())
    assert {row.pop("at") for row in rows}
    assert len({row.pop("id") for row in rows}) == 4
    assert rows[:2] == rows[2:]
