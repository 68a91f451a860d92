"""What a role is said to allow has a page that asks for it: no promise without a door."""

import re
from pathlib import Path

from django.conf import settings

from accounts.choices import Permission
from accounts.rules import ROLE_PERMISSIONS

ROOT = Path(settings.BASE_DIR)
SAYS = re.compile(r"Permission\.([A-Z_]+)")
# Where a permission is named and given, and not asked for.
GIVEN = ("accounts/choices.py", "accounts/rules.py")


def test_whatever_a_role_allows_is_asked_for_somewhere():
    rooms = [path.parent for path in ROOT.glob("*/apps.py")]
    sources = [path for room in rooms for path in room.rglob("*.py")]
    read = {path: str(path.relative_to(ROOT)) for path in sources}
    asked = {
        Permission[name]
        for path, name in read.items()
        if name not in GIVEN
        for name in SAYS.findall(path.read_text())
    }
    given = set().union(*ROLE_PERMISSIONS.values())
    assert {str(one) for one in given - asked} == set()
