"""The Celery application and the beat timetable.

Beat only asks "is anything due?"; what is due is a row, found by SQL.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psa.settings")
os.environ.setdefault("PSA_DB_ROLE", "worker")

app = Celery("psa")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "run-due-imports": {
        "task": "sis.tasks.run_due_imports",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "judge-what-is-due": {
        "task": "attendance.tasks.judge_what_is_due",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "follow-reports": {
        "task": "letters.tasks.follow_reports",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "mail-invitations": {
        "task": "accounts.tasks.mail_invitations",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "print-due-letters": {
        "task": "letters.tasks.print_due_letters",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "propose-tasks": {
        "task": "desk.tasks.propose_tasks",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "ring-for-the-late": {
        "task": "visits.tasks.ring_for_the_late",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "mail-digests": {
        "task": "desk.tasks.mail_digests",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "count-school-weeks": {
        "task": "attendance.tasks.count_school_weeks",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "count-quality": {
        "task": "desk.tasks.count_quality",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "drop-old-drafts": {
        "task": "contacts.tasks.drop_old_drafts",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "drop-old-sessions": {
        "task": "accounts.tasks.drop_old_sessions",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "sweep-files": {
        "task": "documents.tasks.sweep_files",
        "schedule": 86_400.0,
        "options": {"expires": 3600},
    },
    "build-due-packets": {
        "task": "sarb.tasks.build_due_packets",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
}
app.conf.task_routes = {
    "desk.tasks.mail_digests": {"queue": "celery"},  # no import that takes long holds it up
    "sarb.tasks.*": {"queue": "long"},
    "sis.tasks.*": {"queue": "long"},
    "attendance.tasks.*": {"queue": "long"},
    "desk.tasks.*": {"queue": "long"},
}
