"""Sessions, read together with whose they are, what they may and the policy of the day: one
statement a page.

The engine of SESSION_ENGINE. A session, an account that was closed and a grant that was taken
back are looked up anew for every request, so that each is over at once.
"""

import json
from datetime import date
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, load_backend
from django.contrib.auth import get_user as as_django_does
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as RowStore
from django.db.models import Model
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.timezone import now

from accounts.access.ways import HeldGrant
from accounts.models import ReadAlong, Session, User
from core import clock, sql
from law.models import Policy

Row = TypeVar("Row", bound=Model)


class SessionStore(RowStore):
    """Rows of `accounts.Session`; `person` is whose it is, with their grants, once it was read."""

    person: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)  # type: ignore[attr-defined] # a row of Session
        return row  # type: ignore[return-value] # likewise

    def load(self) -> dict[str, Any]:
        moment = now()
        on = clock.day_of(moment)
        values = {"key": self.session_key, "moment": moment, "on": on}
        rows = sql.rows(sql.statement(__file__, "session"), values)
        if not rows:
            self._session_key = None
            return {}
        self.person = _person(rows[0], on)
        return dict(self.decode(rows[0]["session_data"]))


def _person(row: dict[str, Any], on: date) -> User | None:
    person = _made(User, "user", row)
    if person:
        columns = (row[f"grant_{name}"] or () for name in HeldGrant._fields)
        grants = tuple(map(HeldGrant._make, zip(*columns, strict=True)))
        person.read_along = ReadAlong(on, grants, _policy(row))
    return person


def _policy(row: dict[str, Any]) -> Policy | None:
    overrides = json.loads(row["policy_overrides"] or "{}")
    return _made(Policy, "policy", {**row, "policy_overrides": overrides})


def signed_in(request: HttpRequest) -> User | AnonymousUser:
    """Return who is signed in, as Django does, without a statement of its own.

    Where anything of it does not hold, Django's own way decides what that means.
    """
    session = request.session
    said = session.get(SESSION_KEY)  # reads the session
    person: User | None = getattr(session, "person", None)
    if person and str(person.pk) == said and _holds(session, person):
        return person
    return as_django_does(request)


def _holds(session: Any, person: User) -> bool:
    path = session.get(BACKEND_SESSION_KEY)
    if path not in settings.AUTHENTICATION_BACKENDS:
        return False
    may = load_backend(path).user_can_authenticate(person)  # type: ignore[attr-defined] # a backend of accounts has it
    kept = session.get(HASH_SESSION_KEY) or ""
    return bool(may and kept) and constant_time_compare(kept, person.get_session_auth_hash())


def _made(model: type[Row], prefix: str, row: dict[str, Any]) -> Row | None:
    """Return the row of a model that a joined row holds, None where there is none. A column that
    was not read comes when it is asked for.
    """
    columns = (field.attname for field in model._meta.concrete_fields)
    names = [name for name in columns if f"{prefix}_{name}" in row]
    if row[f"{prefix}_{names[0]}"] is None:
        return None
    return model.from_db("default", names, [row[f"{prefix}_{name}"] for name in names])
