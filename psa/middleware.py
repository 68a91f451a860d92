"""One request, one outer transaction, one scope.

The outer transaction carries what must survive a refused or rolled-back view: the log of
refused readings. The view itself runs in the savepoint of ATOMIC_REQUESTS.
"""

import uuid
from collections.abc import Callable

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse


def set_scope(principal: str) -> None:
    """Name the principal for this transaction only; policies of the database read it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('psa.principal', %s, true)", [principal])


class ScopedRequest:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex  # type: ignore[attr-defined]
        with transaction.atomic():
            user = request.user
            set_scope(f"user:{user.pk}" if user.is_authenticated else "")
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response
