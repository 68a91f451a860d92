"""The policy in force as a page: by which values attendance is judged, where each comes from, and setting one."""

import re
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, not_there, require_over_district, requires
from accounts.choices import Permission
from core.columns import Column, Columns
from core.refusals import attempt
from desk.forms import ValueForm
from law.actions import ValueMoved, set_value
from law.models import Policy
from law.packs import GROUPS, LABELS, PolicyPack, Source, load_pack
from law.queries import history_of, pack_in_force, policy_in_force

QUOTED = re.compile("`([^`]+)`")
COLUMNS = Columns(Column("what", "What"), Column("value", "Value"), Column("source", "Source"))
HISTORY = Columns(
    Column("since", "From"), Column("value", "Value"), Column("by", "Set by"), Column("why", "Why")
)
SURE = {
    "V": "The text was read",
    "S": "A source that cites the text was read",
    "M": "To be confirmed by the district’s counsel",
}


class ValueInForce(NamedTuple):
    """One parameter: its name and what it is called, its value in words, that of the pack and that of
    the text ('' where it says none), whether the district set it, and its source.
    """

    name: str
    label: str
    value: str
    usual: str
    asked: str
    is_own: bool
    departs: bool
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
    """The parameters in force today by their groups, or with `of` one of them and what it was before."""
    if "of" in request.GET:
        name, pack = _asked(request, request.GET["of"])
        return _value_page(request, pack, name, ValueForm(pack=pack, of=name))
    pack = pack_in_force(request.scope.on)
    usual = load_pack(pack.name)
    values = [_value(pack, usual, name) for name in pack.flat()]
    grouped = groupby(values, lambda one: one.name.partition(".")[0])
    context = {
        "pack": pack,
        "policy": policy_in_force(request.scope.on),
        "groups": [(GROUPS[key], list(those)) for key, those in grouped],
        "columns": COLUMNS,
        "may_set": _may_set(request),
    }
    return render(request, "desk/policy.html", context)


@require_POST
@requires(Permission.POLICY_SET)
def set_policy(request: StaffRequest) -> HttpResponse:
    """Set one parameter from today on, as `use_policy` does. The whole district is judged by it, so
    that it takes a grant over the whole district.
    """
    require_over_district(request, Permission.POLICY_SET)
    name, pack = _asked(request, request.POST.get("of", ""))
    form = ValueForm(request.POST, pack=pack, of=name)
    if form.is_valid():
        change = partial(
            set_value,
            request.act,
            name=name,
            value=str(form.cleaned_data["value"]),
            read=form.cleaned_data["read"],
            is_meant=bool(form.cleaned_data.get("sure")),
            reason=form.cleaned_data["reason"],
        )
        done = attempt(request, change, partial(_said, name), form=form)
        if done:
            return redirect(f"{reverse('policy')}?of={name}")
        pack = pack_in_force(request.scope.on)
        if isinstance(done.refusal, ValueMoved):
            form.read_anew(pack=pack, of=name)
    return _value_page(request, pack, name, form, status=422)


def _said(name: str, made: tuple[Policy, PolicyPack]) -> str:
    label = LABELS[name]
    return f"Set: {label.words}, {label.said(made[1].value(name))}."


def _may_set(request: StaffRequest) -> bool:
    return request.scope.is_over_district(Permission.POLICY_SET)


def _asked(request: StaffRequest, name: str) -> tuple[str, PolicyPack]:
    """Return a parameter that there is, and the pack in force; else 404."""
    pack = pack_in_force(request.scope.on)
    if name not in pack.sources:
        not_there(request, "no such parameter")
    return name, pack


def _value_page(
    request: StaffRequest, pack: PolicyPack, name: str, form: ValueForm, status: int = 200
) -> HttpResponse:
    label = LABELS[name]
    context: dict[str, Any] = {
        "one": _value(pack, load_pack(pack.name), name),
        "form": form,
        "columns": HISTORY,
        "history": [one._replace(value=label.said(one.value)) for one in history_of(name)],
        "may_set": _may_set(request),
        "trail": [("Policy", reverse("policy")), (label.words, "")],
    }
    return render(request, "desk/policy_value.html", context, status=status)


def _value(pack: PolicyPack, usual: PolicyPack, name: str) -> ValueInForce:
    label, source, value = LABELS[name], pack.sources[name], pack.value(name)
    return ValueInForce(
        name,
        label.words,
        label.said(value),
        label.said(usual.value(name)),
        "" if source.statute is None else label.said(source.statute),
        name in pack.overrides,
        source.departs(value),
        source,
    )
