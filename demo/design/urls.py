"""The page of components."""

from django.urls import path

from demo.design import views

urlpatterns = [path("", views.design, name="design")]
