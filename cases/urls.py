from django.urls import path

from cases.views import case, caseload, listing

app_name = "cases"
urlpatterns = [
    path("caseload/", caseload.caseload, name="caseload"),
    path("cases/", caseload.everybody, name="everybody"),
    path("caseload/why/<key:pk>/", listing.why, name="why"),
    path("cases/open/", case.open_cases, name="open"),
    path("cases/assign/", case.assign, name="assign"),
    path("cases/<key:pk>/", case.case, name="case"),
    path("cases/<key:pk>/tier", case.decide_tier, name="tier"),
    path("cases/<key:pk>/close", case.close, name="close"),
    path("cases/<key:pk>/task", case.add_task, name="add_task"),
]
