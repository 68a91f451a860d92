"""The product's pages, and one that is nothing but the frame around every page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from accounts.access import StaffRequest, signed_in
from psa import urls


@signed_in
def empty(request: StaffRequest) -> HttpResponse:
    return render(request, "base.html")


urlpatterns = [*urls.urlpatterns, path("bench/empty/", empty, name="empty")]
