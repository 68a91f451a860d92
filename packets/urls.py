from django.urls import path

from packets import views

app_name = "packets"
urlpatterns = [
    path("packets/<int:pk>.pdf", views.file, name="file"),
]
