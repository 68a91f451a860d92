from django.urls import path

from plans.views import (
    checks,
    giving,
    groups,
    interviews,
    joining,
    plans,
    services,
    sessions,
    start,
)

app_name = "plans"
urlpatterns = [
    path("services/", services.services, name="services"),
    path("services/new/", giving.give, name="give"),
    path("services/<key:pk>/take-back", giving.take_back, name="take_back_service"),
    path("check-ins/", checks.checks, name="checks"),
    path("check-ins/<key:pk>", checks.check, name="check"),
    path("check-ins/<key:pk>/mine", checks.take, name="take_check"),
    path("groups/", groups.groups, name="groups"),
    path("groups/new/", groups.new, name="new_group"),
    path("groups/<key:pk>/", groups.group, name="group"),
    path("groups/<key:pk>/change/", groups.change, name="change_group"),
    path("groups/<key:pk>/students/", joining.join, name="join"),
    path("groups/<key:pk>/end", groups.end, name="end_group"),
    path("groups/<key:pk>/session/", sessions.hold, name="hold"),
    path("groups/members/<key:pk>/leave/", joining.leave, name="leave"),
    path("groups/sessions/<key:pk>/", sessions.session, name="session"),
    path("groups/sessions/<key:pk>/take-back", sessions.take_back, name="take_back"),
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
