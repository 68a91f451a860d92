"""The few differences from psa.settings.

`owner` creates and migrates the test database; tests run as `app`, as production serves.
"""

import os

os.environ.setdefault("TESTING", "1")
os.environ.setdefault("PSA_DB_ROLE", "app")

from psa import env
from psa.settings import *  # noqa: F403 - all but what is said below
from psa.settings import DATABASES

DATABASES["owner"] = env.database("owner")
DATABASES["default"]["TEST"] = {"MIRROR": "owner"}
for _database in DATABASES.values():  # what recurses without end fails, and does not hold the run
    _database["OPTIONS"] = {**_database.get("OPTIONS", {}), "options": "-c statement_timeout=4min"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed, not secrecy
AXES_ENABLED = False
WHITENOISE_AUTOREFRESH = True  # no collected files to look through
ACCESS_TAIL_DAYS = 30  # none by default; the tests hold the mechanism
