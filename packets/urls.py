from django.urls import path

from packets import views

app_name = "packets"
urlpatterns = [
    path("packets/<key:pk>.pdf", views.file, name="file"),
]
