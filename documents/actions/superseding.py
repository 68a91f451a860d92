"""A document that was superseded, as it is taken out from then on: what is kept stays as it was."""

from collections.abc import Iterable
from datetime import date

from django.template.loader import render_to_string

from core.overprint import overprint
from law.queries import pack_in_force
from students.rules.languages import side_of

MOST_LANGUAGES = 2  # beside English


def superseded(content: bytes, *, on: date, languages: Iterable[str] = ()) -> bytes:
    """Return the PDF with a band on every page that says so, and since which day.

    It says so first in those of the `languages` of the home in which the pack in force that day has
    the sentence, the first two of them, and in English after: the band has room for no more.
    """
    wanted = list(dict.fromkeys(languages))
    said = pack_in_force(on).letters.superseded if wanted else {}
    first = [
        {"language": one, "side": side_of(one), "text": said[one]} for one in wanted if one in said
    ]
    first = first[:MOST_LANGUAGES]
    band = render_to_string("documents/superseded.html", {"on": on, "first": first})
    return overprint(content, band=band, title="Superseded")
