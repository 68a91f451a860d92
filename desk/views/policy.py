"""The policy in force as a page: by which values attendance is judged, and where each comes from."""

import re
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, requires
from accounts.choices import Permission
from core.columns import Column, Columns
from law.packs import PolicyPack, Source
from law.queries import pack_in_force, policy_in_force

QUOTED = re.compile("`([^`]+)`")
COLUMNS = Columns(Column("what", "What"), Column("value", "Value"), Column("source", "Source"))
SURE = {
    "V": "The text was read",
    "S": "A source that cites the text was read",
    "M": "To be confirmed by the district’s counsel",
}


class ValueInForce(NamedTuple):
    """One parameter: its name, its value, whether the district set it, and its source."""

    name: str
    value: str
    is_own: bool
    source: Source

    @property
    def note(self) -> str:
        """What the pack says of it: a value that stands between backticks there, in quotes."""
        return QUOTED.sub(r"“\1”", self.source.note)

    @property
    def sure(self) -> str:
        return SURE[self.source.confidence]


@require_safe
@requires(Permission.POLICY_READ)
def policy(request: StaffRequest) -> HttpResponse:
    """The parameters in force today, in the order of the pack."""
    pack = pack_in_force(request.scope.on)
    context = {
        "pack": pack,
        "policy": policy_in_force(request.scope.on),
        "values": [_value(pack, *item) for item in pack.flat().items()],
        "columns": COLUMNS,
        "may_set": bool(request.scope.carrying(Permission.POLICY_SET)),
    }
    return render(request, "desk/policy.html", context)


def _value(pack: PolicyPack, name: str, value: Any) -> ValueInForce:
    return ValueInForce(name, _said(value), name in pack.overrides, pack.sources[name])


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)
