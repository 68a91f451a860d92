from django.urls import path

from conferences.views import conference, waiting

app_name = "conferences"
urlpatterns = [
    path("conferences/", waiting.waiting, name="waiting"),
    path("students/<key:pk>/conference/", conference.conference, name="of"),
    path("conferences/<key:pk>/end", conference.end, name="end"),
    path("conferences/<key:pk>/take-back", conference.take_back, name="take_back"),
]
