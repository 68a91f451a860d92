from django.urls import path

from plans.views import interviews

app_name = "plans"
urlpatterns = [
    path("interviews/new/", interviews.ask, name="ask"),
    path("interviews/<key:pk>/", interviews.interview, name="interview"),
]
