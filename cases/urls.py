from django.urls import path

from cases.views import case, caseload, log, notes, tasks

app_name = "cases"
urlpatterns = [
    path("caseload/", caseload.caseload, name="caseload"),
    path("cases/", caseload.everybody, name="everybody"),
    path("cases/open/", case.open_cases, name="open"),
    path("cases/assign/", case.assign, name="assign"),
    path("cases/<int:pk>/", case.case, name="case"),
    path("cases/<int:pk>/tier", case.decide_tier, name="tier"),
    path("cases/<int:pk>/close", case.close, name="close"),
    path("cases/<int:pk>/task", case.add_task, name="add_task"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/<int:pk>/", tasks.task, name="task"),
    path("notes/<int:pk>/", notes.note, name="note"),
    path("notes/<int:pk>/change/", notes.change, name="change"),
    path("log/draft", log.draft, name="draft"),
    path("log/drafts/", log.drafts, name="drafts"),
]
