from django.urls import path

from attendance import views

app_name = "attendance"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("file", views.file, name="file"),
]
