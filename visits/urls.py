from django.urls import path

from visits.views import alone, day, doors, visits

app_name = "visits"
urlpatterns = [
    path("visits/", day.day, name="day"),
    path("visits/kept/", day.kept, name="kept"),
    path("visits/alone/", alone.not_alone, name="not_alone"),
    path("visits/alone/<key:pk>/lift", alone.lift, name="lift"),
    path("visits/<key:pk>/", visits.visit, name="visit"),
    path("visits/<key:pk>/door/", doors.door, name="door"),
    path("visits/<key:pk>/change", visits.change, name="change"),
    path("visits/<key:pk>/confirm", visits.confirm, name="confirm"),
    path("visits/<key:pk>/arrive", visits.arrive, name="arrive"),
    path("visits/<key:pk>/stay", visits.stay, name="stay"),
    path("visits/<key:pk>/leave", visits.leave, name="leave"),
    path("visits/<key:pk>/validate", visits.validate, name="validate"),
    path("visits/<key:pk>/call-off", visits.call_off, name="call_off"),
    path("visits/<key:pk>/resume", visits.resume, name="resume"),
]
