"""Every address that changes something writes who did it, when, and under which request."""

import pytest

from audit.models import AuditEvent
from tests.access.changes import CHANGES, TYPED_ONLY
from tests.access.matrix import rows
from tests.access.people import every_page
from tests.world import sign_in

# Signing in and one's own account are the library's, which keeps its own records.
ACCOUNT = ("account_", "mfa_")


def changing() -> set[str]:
    """The pages of ours that take a POST, by the matrix, which has every address of the site."""
    refuse = {row.page for row in rows() if row.method == "POST" and 405 in row.expected.values()}
    return {page for page in every_page() if not page.startswith(ACCOUNT)} - refuse


def test_every_address_that_changes_something_has_a_submission():
    assert changing() == CHANGES.keys() | TYPED_ONLY


@pytest.mark.parametrize("page", sorted(CHANGES))
def test_what_is_done_names_the_person_the_moment_and_the_request(page, district, store):
    change = CHANGES[page](district)
    before = set(AuditEvent.objects.values_list("pk", flat=True))
    answer = sign_in(change.by).post(change.address(page), change.data)
    assert answer.status_code in (200, 302), answer.content.decode()
    act = answer.wsgi_request.act
    written = AuditEvent.objects.exclude(pk__in=before)
    assert written, "nothing was done, or nothing was written of it"
    said = {(e.actor_kind, e.actor_id, e.at, e.request_id) for e in written}
    assert said == {("user", str(change.by.pk), act.at, act.request_id)}
