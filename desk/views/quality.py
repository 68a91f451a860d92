"""Data quality: what is missing or doubtful, what it costs, and where it is mended."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, fetch, log_read, requires, schools_for
from accounts.choices import Permission
from core.columns import Column, Columns
from core.lists import ListKind, Nothing, list_page
from desk.forms import DoubtsForm, QualityForm
from desk.queries import quality
from desk.queries.measures import BY_KEY, Measure
from students.models import Region, School
from students.rules.names import by_name

SCHOOLS = ListKind(
    "quality",
    "school,schools",
    "Schools",
    Nothing("Nothing is missing or doubtful", mark="circle-check"),
    columns=Columns(
        Column("school", "School"),
        Column("found", "Costs most"),
        Column("points", "Points", is_number=True),
    ),
)
NOT_COUNTED = Nothing(
    "Nobody has counted yet",
    "Every night all schools are counted. A school’s own page shows what is so now.",
    "hourglass",
    "/schools/",
    "Schools",
)
ANYBODYS = "age"  # what everybody may know who sees the school
NAMES = ListKind(
    "doubts",
    "student,students",
    "Students",
    Nothing("Nobody", "What was found here is mended by now.", "circle-check"),
    columns=Columns(Column("student", "Student"), Column("why", "What is found")),
)
OF_SCHOOL = Columns(
    Column("measure", "What"),
    Column("found", "Found"),
    Column("cost", "What it costs"),
    Column("fix", "How it is mended"),
)


@require_safe
@requires(Permission.ATTENDANCE_READ)
def data_quality(request: StaffRequest) -> HttpResponse:
    """All schools of the viewer, the worst first, as of the last count."""
    scope, form = request.scope, QualityForm(request.GET)
    mine = schools_for(scope, Permission.ATTENDANCE_READ, on=scope.on)
    regions = Region.objects.filter(schools__in=mine).distinct().order_by(*by_name())
    form.offer("region", [("", "All regions"), *regions.values_list("pk", "name")])
    region = form.asked("region")
    found = quality.overview_of(scope, mine.filter(region=region) if region else mine)
    page = list_page(
        request,
        SCHOOLS,
        found.schools,
        asked=form,
        instead=None if found.counted_at else NOT_COUNTED,
    )
    return render(request, "desk/quality.html", {"found": found, "page": page})


@require_safe
@requires(Permission.ATTENDANCE_READ)
def school_quality(request: StaffRequest, pk: int) -> HttpResponse:
    """One school as it is now: each number opens the names."""
    school = fetch(request, School, Permission.ATTENDANCE_READ, pk)
    found = quality.quality_of(request.scope, school)
    lines = [(one, _place(request, one.measure, school)) for one in found.found]
    trail = [("Data quality", reverse("data-quality")), (school.name, "")]
    context = {"school": school, "lines": lines, "fine": found.fine, "trail": trail}
    context["columns"] = OF_SCHOOL
    return render(request, "desk/school_quality.html", context)


@require_safe
@requires(Permission.ATTENDANCE_READ)
def doubts(request: StaffRequest, pk: int) -> HttpResponse:
    """Those whom one measure finds at a school."""
    school = fetch(request, School, Permission.ATTENDANCE_READ, pk)
    form = DoubtsForm(request.GET)
    form.hide("of")
    measure = BY_KEY[form.asked("of") or ANYBODYS]
    for need in measure.needs:
        fetch(request, School, need, pk)
    named = quality.named_by(measure, school, on=request.scope.on)
    page = list_page(request, NAMES, named, asked=form)
    log_read(request, "doubts", [one.student.pk for one in page])
    context = {
        "trail": [*_trail(school), (measure.label, "")],
        "school": school,
        "measure": measure,
        "page": page,
        "place": _place(request, measure, school),
    }
    return render(request, "desk/doubts.html", context)


def _trail(school: School) -> list[tuple[str, str]]:
    return [
        ("Data quality", reverse("data-quality")),
        (school.name, reverse("school-quality", args=[school.pk])),
    ]


def _place(request: StaffRequest, measure: Measure, school: School) -> str:
    """Return the address where it is mended, '' where the viewer may not go or it is elsewhere."""
    if not (measure.opens and request.scope.carrying(measure.opens)):
        return ""
    asked = f"?{urlencode({measure.by: school.pk})}" if measure.by else ""
    return reverse(measure.place) + asked
