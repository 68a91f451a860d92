from django.urls import path

from plans.views import interviews, plans, start

app_name = "plans"
urlpatterns = [
    path("interviews/new/", interviews.ask, name="ask"),
    path("interviews/<key:pk>/", interviews.interview, name="interview"),
    path("interviews/<key:pk>/withdraw", interviews.withdraw, name="withdraw"),
    path("plans/new/", start.start, name="start"),
    path("plans/<key:pk>/", plans.plan, name="plan"),
    path("plans/<key:pk>/delivered", plans.deliver, name="deliver"),
    path("plans/<key:pk>/review", plans.review, name="review"),
    path("plans/<key:pk>/strategy", plans.add, name="add"),
    path("plans/<key:pk>/answer", plans.answer, name="answer"),
    path("plans/strategies/<key:pk>/end", plans.end, name="end"),
]
