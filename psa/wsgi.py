"""The web application, for gunicorn. It reaches the database as `app`."""

import os

from django.core.wsgi import get_wsgi_application

from psa.warm import warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psa.settings")
os.environ.setdefault("PSA_DB_ROLE", "app")

application = get_wsgi_application()
warm()
