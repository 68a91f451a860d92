from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [path("<str:signed>", views.document, name="document")]
