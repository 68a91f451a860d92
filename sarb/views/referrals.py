"""Refer a student, and answer a referral."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, fetch, log_read, permissions_on, requires
from accounts.choices import Permission
from core.addresses import with_query
from core.brief import Sentence
from core.columns import Column, Columns
from core.keys import key_of
from core.lists import ListKind, Nothing, Tab, list_page
from core.refusals import attempt
from core.undo import tagged
from law.packs import PolicyPack
from law.queries import pack_in_force, pack_today
from packets.queries.editions import editions_of
from sarb.actions import referrals as actions
from sarb.choices import Level, NoticeMethod, Reason
from sarb.forms import (
    SCHOOLS,
    KeepForm,
    MeetingForm,
    NoticeForm,
    ReaderForm,
    ReferForm,
    ReferralsAsked,
    ReturnForm,
)
from sarb.models import Referral
from sarb.queries import lists
from sarb.queries.grounds import grounds_of
from sarb.queries.narrative import narrative_of, words_of
from sarb.queries.readiness import readiness_for_student, readiness_of
from sarb.queries.shaken import shaken_of
from sarb.queries.taking_back import way_back
from sarb.rules.grounds import ground_of, reasons_in
from sarb.rules.teams import is_of_school, stages_of
from students.models import Student
from students.rules import school_year_of
from students.rules.names import by_name

OF_REFERRAL = (
    Column("student", "Student"),
    Column("ground", "Ground"),
    Column("sent", "Sent"),
    Column("readiness", "Readiness"),
)
INBOX = ListKind(
    "referrals",
    "referral,referrals",
    "Referrals by state",
    Nothing("Nothing here"),
    columns=Columns(*OF_REFERRAL, Column("team", "Team")),
)
NONE_WAITS = Nothing(
    "No referral waits",
    "A referral that a school sends is listed here until you accept or return it.",
)
TO_BOARD = "Sent. Now give student and parents the written notice."
TO_SCHOOL = "Sent to the school’s own list. Its team answers it and says when it met."
Trail = list[tuple[str, str]]


@require_safe
@requires(Permission.PACKET_READ)
def inbox(request: StaffRequest) -> HttpResponse:
    """Referrals within reach, narrowed to one state of their way, the longest waiting first."""
    form = ReferralsAsked(request.GET, is_chair=_is_chair(request))
    reached = form.teams(request.scope, Permission.PACKET_READ, on=request.scope.on)
    parts = lists.shown_of(reached)
    is_of_schools = form.asked("to") == SCHOOLS
    parts = lists.shown_of_teams(parts) if is_of_schools else parts
    shown = form.asked("show") if form.asked("show") in parts else "waiting"
    rows = lists.with_interpreters(reached.filter(parts[shown][1]))
    totals = lists.count_shown(reached, parts)
    page = list_page(
        request,
        INBOX,
        rows.order_by("made_at", *by_name("student"), "pk"),
        asked=form,
        tabs=[
            Tab(key, label, totals[key])
            for key, (label, _) in parts.items()
            if totals[key] or not (is_of_schools and key == lists.PLACED)  # they have no calendar
        ],
        show=shown,
        total=totals[shown],
        instead=NONE_WAITS if shown == "waiting" else None,
    )
    lines = lists.lines_of(list(page), on=request.scope.on)
    log_read(request, "sarb:referrals", [line.referral.student_id for line in lines])
    return render(request, "sarb/referrals.html", {"page": page, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REFERRAL_MAKE)
def refer(request: StaffRequest) -> HttpResponse:
    """The form of a new referral, with what is there and what is missing; and its sending."""
    key = key_of(request.GET.get("student", ""))
    if not key:
        return render(request, "sarb/refer_whom.html")
    student = fetch(request, Student, Permission.REFERRAL_MAKE, key)
    sources = _begun_with(request, student)
    chosen = {**_chosen(request), "text": words_of(sources)}
    form = ReferForm(request.POST or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        made = _refer(request, student, form)
        if made:
            return redirect("sarb:referral", pk=made.pk)
    return _form(request, student, form, sources)


def _is_chair(request: StaffRequest) -> bool:
    return bool(request.scope.carrying(Permission.DOCKET_MANAGE))


def _chosen(request: StaffRequest) -> dict[str, str]:
    """Return the team that the address asks for, if there is one of the name."""
    level = request.GET.get("level", "")
    return {"level": level} if level in pack_today().section("teams") else {}


def _begun_with(request: StaffRequest, student: Student) -> list[Sentence]:
    """Return what is on record, if the address asks to begin with it."""
    if request.GET.get("begin") != "record":
        return []
    may = permissions_on(request.scope, student, on=request.scope.on)
    return narrative_of(student, may, on=request.scope.on)


def _refer(request: StaffRequest, student: Student, form: ReferForm) -> Referral | None:
    """Send the referral; return it, or the one that is open already, or None with a word why not."""
    given = form.cleaned_data
    made = attempt(
        request,
        lambda: actions.refer(
            request.act,
            student=student,
            level=Level(given["level"]),
            reason=Reason(given["reason"]),
            text=given["text"],
            justification=given["justification"],
        ),
        TO_SCHOOL if is_of_school(given["level"], pack_today()) else TO_BOARD,
        form=form,
        tags=lambda sent: tagged(reverse("sarb:withdraw", args=[sent.pk]), sent.made_at),
    )
    if isinstance(made.refusal, actions.AlreadyReferred):
        messages.info(request, str(made.refusal))
        return made.refusal.referral
    return made.result


def _form(
    request: StaffRequest, student: Student, form: ReferForm, sources: list[Sentence]
) -> HttpResponse:
    year, pack = school_year_of(request.scope.on), pack_in_force(request.scope.on)
    context = {
        "trail": _trail("Refer"),
        "student": student,
        "form": form,
        "action": with_query(reverse("sarb:refer"), student=student.pk),
        "is_of_school": is_of_school(form["level"].value(), pack),
        "team": pack.section("teams").get(form["level"].value(), ""),
        "grounds": _grounds(student, year, pack),
        "readiness": readiness_for_student(
            student.pk, level=form["level"].value(), school_year=year, on=request.scope.on
        ),
        "open": Referral.objects.open().filter(student=student),
        "sources": sources,
        "begin": with_query(
            reverse("sarb:refer"), student=student.pk, level=form["level"].value(), begin="record"
        ),
    }
    status = 422 if form.is_bound else 200
    return render(request, "sarb/refer.html", context, status=status)


def _grounds(student: Student, year: int, pack: PolicyPack) -> list[dict[str, object]]:
    """Return each ground with the statute's words and whether it is met today. One statement."""
    found = grounds_of(student.pk, school_year=year, pack=pack).by_reason
    return [
        {
            "label": pack.sentence(f"reasons.{reason}"),
            "ground": ground_of(reason, pack),
            "found": found[reason],
        }
        for reason in reasons_in(pack)
    ]


@require_safe
@requires(Permission.PACKET_READ)
def referral(request: StaffRequest, pk: int) -> HttpResponse:
    """One referral; the fragment of its packets alone when htmx asks how far they are."""
    found = fetch(request, Referral, Permission.PACKET_READ, pk, related=["student"])
    context = _page(request, found)
    template = "sarb/_packets.html" if request.htmx else "sarb/referral.html"
    return render(request, template, context)


def _page(request: StaffRequest, found: Referral) -> dict[str, object]:
    packets = editions_of(found.about)
    scope, pack = request.scope, pack_in_force(request.scope.on)
    stages = stages_of(found.level, pack)
    may = permissions_on(scope, found.student, on=scope.on)
    verbs = [verb for verb in stages.verbs(found.state) if stages.moves[verb].who in may]
    back = way_back(found, verbs, packets)
    return {
        "trail": _trail(found.student.name_and_id),
        "referral": found,
        # In the words of the law under which it was made, whichever is in force by now.
        "ground": ground_of(found.reason, pack_in_force(localtime(found.made_at).date())),
        "place": getattr(found, "place", None),
        "readiness": readiness_of([found], on=scope.on)[found.pk],
        "packets": packets,
        "is_busy": any(packet.is_busy for packet in packets),
        "verbs": verbs,
        "is_of_school": is_of_school(found.level, pack),
        "may": {
            "refer": Permission.REFERRAL_MAKE in may,
            "build": Permission.PACKET_BUILD in may,
        },
        # It is a step of the law of the board alone.
        "notice_is_a_step": found.level == Level.SARB,
        "takes_back": back,
        "take_back_url": _take_back_url(found, back, pack),
        "taken_back": f"By {found.decided_by}. Nothing follows from it.",
        "shaken": shaken_of([found]).get(found.pk),
        "reviews": found.reviews.order_by("kept_at", "pk"),
        "keep_form": KeepForm(),
        "return_form": ReturnForm(),
        "meeting_form": MeetingForm(initial={"on": scope.on}, today=scope.on),
        "notice_form": NoticeForm(initial={"on": scope.on}, today=scope.on),
        "reader_form": ReaderForm(),
    }


def _take_back_url(found: Referral, verb: str, pack: PolicyPack) -> str:
    if not verb:
        return ""
    of_team = verb == "wait_again" and is_of_school(found.level, pack)
    return reverse(f"sarb:{'team_' if of_team else ''}{verb}", args=[found.pk])


@require_POST
@requires(Permission.REFERRAL_MAKE)
def notice(request: StaffRequest, pk: int) -> HttpResponse:
    found = fetch(request, Referral, Permission.REFERRAL_MAKE, pk, related=["student"])
    form = NoticeForm(request.POST, today=request.scope.on)
    if not form.is_valid():
        return again(request, found, notice_form=form)
    given, is_shown_again = form.cleaned_data, found.awaits_notice
    told = attempt(
        request,
        lambda: actions.confirm_notice(
            request.act, referral=found, on=given["on"], how=NoticeMethod(given["how"])
        ),
        "The written notice is on record.",
        form=form if is_shown_again else None,
    )
    if is_shown_again and not told:
        return again(request, found, notice_form=form)
    return redirect("sarb:referral", pk=found.pk)


def again(request: StaffRequest, found: Referral, **forms: object) -> HttpResponse:
    """Show the referral with a form that was sent and has a fault."""
    context = {**_page(request, found), **forms}
    return render(request, "sarb/referral.html", context, status=422)


def _trail(here: str) -> Trail:
    return [("Referrals", reverse("sarb:referrals")), (here, "")]
