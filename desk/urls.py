"""Addresses with names of their own, without a prefix: any template may use them."""

from django.urls import path

from desk.views import (
    about,
    brief,
    chain,
    logs,
    policy,
    practice,
    quality,
    screens,
    tasks,
    undo,
    weeks,
)

urlpatterns = [
    path("", screens.today, name="today"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("search/", screens.search, name="search"),
    path("students/<key:pk>/", screens.student, name="student"),
    path("students/<key:pk>/work/", screens.student_work, name="student-work"),
    path("students/<key:pk>/brief/", brief.brief, name="brief"),
    path("students/<key:pk>/chain/", chain.chain, name="chain"),
    path("reports/<key:pk>/decide", chain.decide_report, name="decide-report"),
    path("reports/undo", undo.undo_filing, name="undo-filing"),
    path("letters/undo", undo.undo_mailing, name="undo-mailing"),
    path("casework/undo", undo.casework, name="undo-casework"),
    path("just-done/", undo.just_done, name="just-done"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/<key:pk>/", tasks.task, name="task"),
    path("policy/", policy.policy, name="policy"),
    path("policy/set", policy.set_policy, name="set-policy"),
    path("policy/practice/", practice.practice, name="practice"),
    path("policy/practice/set", practice.set_practice, name="set-practice"),
    path("logs/", logs.logs, name="logs"),
    path("caseloads/", screens.caseloads, name="caseloads"),
    path("schools/", screens.schools, name="schools"),
    path("schools/weeks/", weeks.weeks, name="weeks"),
    path("schools/<key:pk>/weeks/", weeks.school_weeks, name="school-weeks"),
    path("data-quality/", quality.data_quality, name="data-quality"),
    path("schools/<key:pk>/data-quality/", quality.school_quality, name="school-quality"),
    path("schools/<key:pk>/data-quality/students/", quality.doubts, name="doubts"),
    path("schools/<key:pk>/students/", screens.roster, name="roster"),
]
