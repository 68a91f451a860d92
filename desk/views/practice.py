"""What the district knows to help: barriers, interventions, how plans begin, scripts, prompts; each in its own words."""

from calendar import month_name
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, not_there, require_over_district, requires
from accounts.choices import Permission
from attendance.choices import Tier
from core.addresses import with_query
from core.columns import Column, Columns
from core.lists import Asked, ListKind, Nothing, Tab, list_page
from core.refusals import attempt
from desk.forms import PracticeForm
from law.actions import EntryMoved, edit_practice
from law.models import PracticeEdit
from law.packs import EDITABLE, Practice, ServiceKind, is_settled
from law.queries import newest_edits, pack_in_force, practice_in_force
from plans.choices import FAMILIES
from students.choices import SchoolLevel

PARTS = {
    "interventions": "Interventions",
    "barriers": "Barriers",
    "templates": "How plans begin",
    "scripts": "What is said first",
    "prompts": "Words for contacts",
    "answers": "Answers to requests",
    "offers": "Offers of a conference",
    "services": "Services",
    "pathways": "Ways to a diploma",
    "campaigns": "For the whole school",
    "care": "What shames nobody",
}
PRACTICE = ListKind(
    "practice",
    "entry,entries",
    "Which part",
    Nothing("Nothing stands here", "The policy in force says nothing of it.", "book"),
    per_page=50,
    columns=Columns(
        Column("what", "What"), Column("who", "For whom"), Column("review", "Reviewed")
    ),
)


class PracticeRow(NamedTuple):
    """One entry as the list has it: what it is called and says, for whom it is, and who reviewed it."""

    code: str
    name: str
    says: str
    who: str
    rating: str
    is_offered: bool
    is_reviewed: bool
    edit: PracticeEdit | None


@require_safe
@requires(Permission.POLICY_READ)
def practice(request: StaffRequest) -> HttpResponse:
    """All of it by parts, or with `of` one entry and what the district says of it."""
    known = practice_in_force(request.scope.on)
    if "of" in request.GET:
        part, code, entry = _asked(request, known, request.GET["of"])
        last = _last(part, code)
        form = PracticeForm(entry=entry, part=part, initial={"read": last.pk if last else 0})
        return _entry_page(request, part, code, form)
    asked = Asked(request.GET)
    show = asked.asked("show") if asked.asked("show") in PARTS else "interventions"
    edits = {(edit.part, edit.code): edit for edit in newest_edits()}
    rows = [_row(show, entry, edits.get((show, code))) for code, entry in known.part(show).items()]
    tabs = [Tab(key, label, len(known.part(key))) for key, label in PARTS.items()]
    page = list_page(request, PRACTICE, rows, asked=asked, tabs=tabs, show=show)
    return render(request, "desk/practice.html", {"page": page, "part": show})


@require_POST
@requires(Permission.POLICY_SET)
def set_practice(request: StaffRequest) -> HttpResponse:
    """Say one entry in the district's own words, from now on. All schools see it, so that it takes a
    grant over the whole district.
    """
    require_over_district(request, Permission.POLICY_SET)
    known = practice_in_force(request.scope.on)
    part, code, entry = _asked(request, known, request.POST.get("of", ""))
    form = PracticeForm(request.POST, entry=entry, part=part)
    if form.is_valid():
        change = partial(
            edit_practice,
            request.act,
            part=part,
            code=code,
            said=form.said(),
            is_reviewed=form.cleaned_data["is_reviewed"],
            read=form.cleaned_data["read"],
        )
        done = attempt(request, change, "Saved. It holds from now on.", form=form)
        if done:
            return redirect(_address(part, code))
        if isinstance(done.refusal, EntryMoved) and (last := _last(part, code)):
            form.read_anew(last.pk)
    return _entry_page(request, part, code, form, status=422)


def _asked(request: StaffRequest, known: Practice, of: str) -> tuple[str, str, Any]:
    """Return an entry that there is, with its part and its code; else 404."""
    part, _, code = of.partition(":")
    entry = known.part(part).get(code) if part in EDITABLE else None
    if entry is None:
        not_there(request, "no such entry of practice")
    return part, code, entry


def _address(part: str, code: str) -> str:
    return with_query(reverse("practice"), of=f"{part}:{code}")


def _last(part: str, code: str) -> PracticeEdit | None:
    return PracticeEdit.objects.filter(part=part, code=code).order_by("pk").last()


def _entry_page(
    request: StaffRequest, part: str, code: str, form: PracticeForm, status: int = 200
) -> HttpResponse:
    known = practice_in_force(request.scope.on)
    entry, last = known.part(part)[code], _last(part, code)
    row = _row(part, entry, last)
    usual = pack_in_force(request.scope.on).practice.part(part)[code]
    context = {
        "row": row,
        "entry": entry,
        "part": part,
        "usual": usual if last and last.said else None,
        "of": f"{part}:{code}",
        "form": form,
        "helps": _helps(known, part, entry),
        "may_set": request.scope.is_over_district(Permission.POLICY_SET),
        "trail": [
            ("Policy", reverse("policy")),
            (PARTS[part], with_query(reverse("practice"), show=part)),
            (row.name, ""),
        ],
    }
    return render(request, "desk/practice_entry.html", context, status=status)


def _helps(known: Practice, part: str, entry: Any) -> list[str]:
    """Return what is suggested for a barrier, or what an intervention serves, by name."""
    if part == "barriers":
        return [known.menu[code].name for code in entry.suggests if code in known.menu]
    if part == "interventions":
        return [known.barriers[code].name for code in entry.serves if code in known.barriers]
    return []


def _row(part: str, entry: Any, edit: PracticeEdit | None) -> PracticeRow:
    says, who = _words(part, entry)
    return PracticeRow(
        entry.code,
        getattr(entry, "name", "") or f"Before {entry.code}",
        says,
        who,
        getattr(entry, "rating", ""),
        getattr(entry, "is_offered", True),
        is_settled(entry),
        edit,
    )


def _words(part: str, entry: Any) -> tuple[str, str]:
    """Return what an entry says in a sentence, and for whom it is."""
    return SAYS[part](entry)


def _tiers(tiers: tuple[str, ...]) -> Iterator[str]:
    return (str(Tier(tier).label) for tier in tiers)


# What the list says of an entry of each part, and for whom it is.
SAYS: dict[str, Callable[[Any], tuple[str, str]]] = {
    "interventions": lambda one: (
        f"{one.what} {one.dose}; {one.by}.",
        ", ".join(_tiers(one.tiers)),
    ),
    "barriers": lambda one: (one.student["en"], FAMILIES.get(one.family, one.family)),
    "templates": lambda one: (one.counts, f"{one.agree} should agree"),
    "scripts": lambda one: (one.student["en"], "Students and adults"),
    "prompts": lambda one: (one.say, "Whoever logs a contact"),
    "answers": lambda one: (one.text["en"], one.knows),
    "offers": lambda one: (one.text["en"], "Whoever offers a conference"),
    "services": lambda one: (f"Usually {one.minutes} minutes.", _given_to(one)),
    "pathways": lambda one: (
        f"{one.what} Asks: {one.asks} Gives: {one.gives}",
        ", ".join(str(SchoolLevel(level).label) for level in one.levels),
    ),
    "campaigns": lambda one: (f"{one.what} {one.by.capitalize()}.", _months(one.months)),
    "care": lambda one: (one.what, "Whoever plans something for all"),
}


def _given_to(kind: ServiceKind) -> str:
    return "Several students at once" if kind.is_group else "One student"


def _months(months: tuple[int, ...]) -> str:
    return ", ".join(month_name[month] for month in months)
