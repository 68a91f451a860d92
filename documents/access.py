"""Addresses of documents: signed, for one person and one purpose, open for minutes.

An address is given out behind the door of the page that offers the document. It holds nothing
but keys, and the page it came from: when its minutes are over it leads back there, and the door
is asked again.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpResponseRedirect
from django.urls import reverse

from accounts.access import StaffRequest, grants_read_by
from audit.rules import Act
from documents.choices import AddressPurpose
from documents.models import Document

SALT = "documents.address"


class Stamp(NamedTuple):
    """That a document was superseded: since which day, and in which languages of the home it says so."""

    on: date
    languages: Sequence[str] = ()


@dataclass(frozen=True)
class SignedAddress:
    """What a signed address says: which document, for whom, for what, until when, from where, the
    keys of the grants that opened the door there, since which day it is superseded, '' for none, and in
    which languages of the home that is said.
    """

    document: int
    person: str
    purpose: str
    until: int
    door: str
    grants: Sequence[int] = ()  # of an address made before it said so
    superseded_on: str = ""
    languages: Sequence[str] = ()

    def is_for(self, act: Act) -> bool:
        return self.person == act.actor.key

    def is_over(self, act: Act) -> bool:
        return act.at.timestamp() > self.until


def redirect_to(
    request: StaffRequest,
    document: Document,
    *,
    purpose: AddressPurpose,
    stamp: Stamp | None = None,
) -> HttpResponseRedirect:
    """Send the person on to the document. The view that calls it has opened the door to them:
    it has fetched the record that the document belongs to, with its permission. What was superseded
    says so on its pages, with the day, in the languages of the home and in English.
    """
    there = address_of(
        document,
        act=request.act,
        purpose=purpose,
        door=request.get_full_path(),
        grants=grants_read_by(request),
        stamp=stamp,
    )
    return HttpResponseRedirect(there)


def address_of(
    document: Document,
    *,
    act: Act,
    purpose: AddressPurpose,
    door: str,
    grants: Sequence[int],
    stamp: Stamp | None = None,
) -> str:
    """Return the address at which the person of the act may open the document from now on."""
    until = act.at + timedelta(seconds=settings.DOCUMENT_ADDRESS_SECONDS)
    who, said = act.actor.key, (str(stamp.on), stamp.languages) if stamp else ("", ())
    address = SignedAddress(
        document.pk, who, purpose.value, int(until.timestamp()), door, grants, *said
    )
    return reverse("documents:document", args=[signing.dumps(asdict(address), salt=SALT)])


def read_address(signed: str) -> SignedAddress | None:
    """Return what an address says, or None if it is not one of ours."""
    try:
        return SignedAddress(**signing.loads(signed, salt=SALT))
    except signing.BadSignature:
        return None
