"""Pages that misbehave, to see what the request around them does."""

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.urls import path

from accounts.access import fetch, log_read, requires, students_for
from accounts.choices import Permission
from psa.urls import urlpatterns as real
from students.models import Student
from tests.factories import RegionFactory

READ = Permission.ATTENDANCE_READ


@requires(READ)
def student(request, pk):
    found = fetch(request, Student, READ, pk)
    return JsonResponse({"name": found.first_name})


@requires(READ)
def listing(request):
    found = students_for(request.scope, READ, on=request.scope.on).order_by("pk")
    log_read(request, "listing", [s.pk for s in found])
    return JsonResponse({"names": [s.first_name for s in found]})


@requires(READ)
def empty(request):
    return HttpResponse("nothing")


@requires(READ)
def write_then_refuse(request, pk):
    RegionFactory(code="written")
    fetch(request, Student, READ, pk)
    raise PermissionDenied


@requires(READ)
def write_then_fail(request, pk):
    RegionFactory(code="written")
    fetch(request, Student, READ, pk)
    return HttpResponse(status=503)


@requires(READ)
def scope(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('psa.principal', true)")
        return HttpResponse(cursor.fetchone()[0])


def bare(request):
    return HttpResponse("nobody said who may see this")


urlpatterns = [
    *real,
    path("probe/student/<key:pk>", student, name="probe-student"),
    path("probe/listing", listing, name="probe-listing"),
    path("probe/empty", empty, name="probe-empty"),
    path("probe/refuse/<key:pk>", write_then_refuse, name="probe-refuse"),
    path("probe/fail/<key:pk>", write_then_fail, name="probe-fail"),
    path("probe/scope", scope, name="probe-scope"),
    path("probe/bare", bare, name="probe-bare"),
]
