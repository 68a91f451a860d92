from django.urls import path

from sis import views

app_name = "sis"
urlpatterns = [
    path("", views.runs, name="runs"),
    path("upload", views.upload, name="upload"),
    path("set-aside", views.set_aside, name="set_aside"),
    path("set-aside.csv", views.set_aside_csv, name="set_aside_csv"),
    path("questions", views.questions, name="questions"),
    path("questions/<key:pk>", views.answer, name="answer"),
    path("words", views.words, name="words"),
    path("words/<key:pk>", views.give_meaning, name="give_meaning"),
    path("words/<key:pk>/take-back", views.take_back, name="take_back_meaning"),
    path("<key:pk>", views.run, name="run"),
    path("<key:pk>/apply", views.apply, name="apply"),
    path("<key:pk>/override", views.override, name="override"),
    path("<key:pk>/retry", views.retry, name="retry"),
    path("<key:pk>/discard", views.discard, name="discard"),
    path("<key:pk>/rejected", views.rejected, name="rejected"),
    path("<key:pk>/rejected.csv", views.rejected_csv, name="rejected_csv"),
]
