"""The rooms of the product in their order, highest first: for every check of who may know whom."""

from devtools.paths import ROOT

# The same order as the import contract in pyproject.toml. Siblings stand in one line.
ORDER = (
    ("psa", "demo"),
    ("api",),
    ("desk",),
    ("records",),
    ("insights",),
    ("sarb",),
    ("packets",),
    ("meetings",),
    ("plans",),
    ("intake", "visits", "conferences"),
    ("contacts",),
    ("cases",),
    ("tasks", "letters", "sis", "messages", "programs"),
    ("attendance",),
    ("documents",),
    ("accounts",),
    ("law",),
    ("students",),
    ("audit",),
    ("core",),
)
LEVELS = {room: level for level, line in enumerate(reversed(ORDER)) for room in line}
# Those that are built already.
ROOMS = [room for line in ORDER for room in line if (ROOT / room / "__init__.py").exists()]


def may_know(room: str, other: str) -> bool:
    """Return whether a room may name another: itself, or one that lies lower."""
    return room == other or LEVELS[other] < LEVELS[room]
