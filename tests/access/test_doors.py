"""There is one way to a row: no room looks one up, refuses or logs by itself."""

import re
from pathlib import Path

from django.conf import settings
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from core.converters import KeyConverter

ROOT = Path(settings.BASE_DIR)
REFUSAL = re.compile(r"\b(Http404|PermissionDenied|\w+_or_404|LARGEST_KEY)\b")
# The doors themselves; and pages that are not there for anybody, which name no row.
HOME = ("accounts/access/", "core/", "psa/account_urls.py", "psa/middleware.py", "tests/")


def sources() -> list[str]:
    """Every module of the product, by its path from the root."""
    found = (str(path.relative_to(ROOT)) for path in ROOT.glob("*/**/*.py"))
    return sorted(name for name in found if not name.startswith((*HOME, ".", "var")))


def test_a_row_is_refused_in_one_place():
    """`fetch`, `not_there` and `forbidden` log why."""
    raising = re.compile(r"(import|raise)\b.*" + REFUSAL.pattern)
    assert [name for name in sources() if raising.search((ROOT / name).read_text())] == []


def keys(patterns: list | None = None) -> list[tuple[str, object]]:
    """The place of a key in each address of the site, with what reads it."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            found += [(str(pattern.pattern), c) for c in pattern.pattern.converters.values()]
        else:
            found += keys(pattern.url_patterns)
    return found


def test_a_key_in_an_address_is_read_by_one_converter():
    numbers = [
        (where, reads)
        for where, reads in keys()
        if not hasattr(reads, "regex") or "0-9" in reads.regex
    ]
    assert len(numbers) > 30
    assert [where for where, reads in numbers if not isinstance(reads, KeyConverter)] == []
