"""Where students live, for whoever goes there: the one reader of addresses that are visited."""

from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import Exists, OuterRef, QuerySet

from students.models import Guardianship, Student
from students.rules.people import written_address


@dataclass(frozen=True)
class HomeAddress:
    """Where a student lives, as the SIS writes it. With `is_hidden` all else is '': an adult who lives
    there has a safe address, and the home's is not told, printed or mapped.
    """

    street: str = ""
    zip: str = ""
    address: str = ""
    is_hidden: bool = False

    @property
    def map_link(self) -> str:
        """What the map of a telephone opens when it is tapped; '' without an address. Nobody else is asked."""
        return f"geo:0,0?q={quote(self.address)}" if self.address else ""


def homes_of(students: QuerySet[Student]) -> dict[int, HomeAddress]:
    """Return where each of the students lives, by their keys. One statement. Whoever asks has narrowed
    them to those whose addresses the reader may know (CONTACT_READ).

    A safe address of an adult at any child hides every home in which the adult lives.

    Source: FC 3025.5, CCP 1209, Gov. Code 6205, as `students.rules.around.hides_home`.
    """
    known = Guardianship.objects.filter(
        guardian=OuterRef("guardian"), is_current=True, safe_address__regex=r"\S"
    )
    lives_there = Guardianship.objects.filter(student=OuterRef("pk"), is_current=True)
    hides = lives_there.exclude(lives_with=False).filter(Exists(known))
    rows = students.annotate(hides_home=Exists(hides)).order_by("pk")
    return {row["pk"]: _home(row) for row in rows.values("pk", *PARTS, "hides_home")}


PARTS = ("street", "city", "state", "zip")


def _home(row: dict[str, str]) -> HomeAddress:
    if row["hides_home"]:
        return HomeAddress(is_hidden=True)
    return HomeAddress(row["street"], row["zip"], written_address(row))
