from django.urls import path

from conferences import views

app_name = "conferences"
urlpatterns = [
    path("students/<key:pk>/conference/", views.conference, name="of"),
    path("conferences/<key:pk>/end", views.end, name="end"),
    path("conferences/<key:pk>/take-back", views.take_back, name="take_back"),
]
