"""What is sent to the pages of visits."""

from uuid import uuid4

from django.urls import reverse


def words(answer):
    return " ".join(answer.content.decode().split())


def do(client, visit, verb, **values):
    address = reverse(f"visits:{verb}", args=[visit.pk])
    return client.post(address, {"client_uuid": uuid4(), **values})


def send_door(client, visit, student, by, *, outcome="door_nobody", also=(), **values):
    sent = {
        "author": by.pk,
        "student": [student.pk, *also],
        "kind": "visit",
        "outcome_visit": outcome,
    }
    return do(client, visit, "door", **{**sent, "who": "someone", **values})
