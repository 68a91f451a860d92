"""Addresses with names of their own, without a prefix: any template may use them."""

from django.urls import path

from desk import views

urlpatterns = [
    path("", views.today, name="today"),
    path("search/", views.search, name="search"),
    path("students/<int:pk>/", views.student, name="student"),
    path("students/<int:pk>/work/", views.student_work, name="student-work"),
    path("caseloads/", views.caseloads, name="caseloads"),
    path("schools/", views.schools, name="schools"),
    path("schools/<int:pk>/students/", views.roster, name="roster"),
]
