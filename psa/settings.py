"""Every setting, read from the environment, in headed groups."""

import os
from pathlib import Path

from psa import env, installed

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("PSA_VAR", str(BASE_DIR / "var")))

# --- Running -----------------------------------------------------------------------------
DEBUG = env.flag("DEBUG", default=False)
TESTING = env.flag("TESTING", default=False)
# Plain http on this machine only, with the made-up district's people: what `./dev` serves.
LOCAL = env.flag("PSA_LOCAL", default=DEBUG)
SECRET_KEY = env.secret("SECRET_KEY", insecure="testing-only" if TESTING else None)
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "localhost,127.0.0.1" if LOCAL or TESTING else "")
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")
ROOT_URLCONF = "psa.urls"
WSGI_APPLICATION = "psa.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- The district ------------------------------------------------------------------------
# One installation is one district; its school day is a date in this zone.
TIME_ZONE = env.text("PSA_TIME_ZONE", "America/Los_Angeles")
ACCESSIBILITY_CONTACT = env.text("PSA_ACCESSIBILITY_CONTACT")
DISTRICT_NAME = env.text("PSA_DISTRICT_NAME", "Demonstration Unified School District")
# Where the site is, for links in mails.
SITE_URL = env.text("PSA_SITE_URL") or (
    "http://localhost:8000" if LOCAL or not ALLOWED_HOSTS else f"https://{ALLOWED_HOSTS[0]}"
)
# The district's letterhead, contact and programs; the made-up ones by default on a developer's machine only.
LETTERHEAD = env.text("PSA_LETTERHEAD", "")
USE_TZ = True
USE_I18N = True
LANGUAGE_CODE = "en-us"

# --- Applications ------------------------------------------------------------------------
INSTALLED_APPS = installed.APPS
MIDDLEWARE = installed.MIDDLEWARE
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "psa.context.page",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ("psa_forms",)
CRISPY_TEMPLATE_PACK = "psa_forms"
FORM_RENDERER = "core.widgets.Renderer"  # in Python: a page has a hundred controls

# --- Database ----------------------------------------------------------------------------
# `owner` migrates, `app` serves requests, `worker` runs commands and jobs.
DB_ROLE = env.text("PSA_DB_ROLE", "app")
DATABASES = {"default": env.database(DB_ROLE)}
DATABASES["default"]["ATOMIC_REQUESTS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = env.whole_number("PSA_CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # no error page after the server restarts
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True  # PgBouncer in transaction mode

# --- Work queue --------------------------------------------------------------------------
# The database row is the queue; the broker is a doorbell.
# Seconds after which a letter that a worker took up is taken up by another: longer than printing takes.
LETTER_LEASE_SECONDS = env.whole_number("PSA_LETTER_LEASE_SECONDS", default=90)
CELERY_BROKER_URL = env.text("REDIS_URL", "redis://localhost:6379/0")
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "socket_timeout": 30,
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
}
CELERY_TASK_ACKS_LATE = False  # the lease in the row is the guarantee
CELERY_WORKER_PREFETCH_MULTIPLIER = 4
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_WORKER_ENABLE_SOFT_SHUTDOWN_ON_IDLE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

# Days a school may still read a student who left. None by default: the page names the new school
# and the new home, and a family may have left for its safety.
ACCESS_TAIL_DAYS = env.whole_number("PSA_ACCESS_TAIL_DAYS", default=0)

# --- Review boards -----------------------------------------------------------------------
# What a packet should hold before a hearing: the site's own list, no statute. Each is a key of the
# policy pack's checklist, with ':' and how many are asked for. Empty: what the pack asks for.
SARB_CHECKLIST = env.names("PSA_SARB_CHECKLIST", "")

# --- Sign-in -----------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "psa.adapters.StaffAccounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the district, never by sign-up
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to addresses that have no account
# axes pauses an account for one address; these also hold where the guesses come from many
# addresses, and for codes of the second factor.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,10/300s/key"}
ACCOUNT_FORMS = {
    "login": "psa.account_forms.SignInForm",
    "reset_password": "psa.account_forms.LinkForm",
    "reset_password_from_key": "psa.account_forms.NewPasswordForm",
    "change_password": "psa.account_forms.OtherPasswordForm",
    "reauthenticate": "psa.account_forms.PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": "psa.account_forms.SecondFactorForm",
    "reauthenticate": "psa.account_forms.CodeAgainForm",
    "activate_totp": "psa.account_forms.FirstCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 5 / 60  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "psa.adapters.sign_in_name"
AXES_CLIENT_IP_CALLABLE = "psa.adapters.address_of"
AXES_LOCKOUT_CALLABLE = "psa.adapters.locked_out"

# Signs in the people of the made-up district. Off a developer's machine nobody has it by default.
DEMO_PASSWORD = env.text("PSA_DEMO_PASSWORD", "a district that is made up" if LOCAL else "")

# --- Sessions, cookies and headers -------------------------------------------------------
SECURE = not (LOCAL or TESTING)
SESSION_ENGINE = "accounts.access.sessions"
SESSION_COOKIE_NAME = "__Host-sessionid" if SECURE else "sessionid"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 30 * 60  # idle
SESSION_SAVE_EVERY_REQUEST = False  # psa.middleware.BoundedSession moves the expiry
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_ABSOLUTE_HOURS = 12
CSRF_COOKIE_HTTPONLY = False  # read by our script for htmx
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "accounts.views.own.form_too_old"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("PSA_BEHIND_PROXY", default=False) else None
)
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_SSL_REDIRECT = SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SENSORS = "accelerometer camera display-capture geolocation gyroscope microphone midi payment usb"
PERMISSIONS_POLICY = ", ".join(f"{one}=()" for one in SENSORS.split())
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- Files -------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
# Pictures and the sheets of letters go out as they are; all else is built from `static/`.
STATICFILES_DIRS = [(name, BASE_DIR / "static" / name) for name in ("img", "print")]
STATICFILES_FINDERS = [
    "psa.assets.finder.BuiltFiles",
    "django.contrib.staticfiles.finders.FileSystemFinder",
]
MEDIA_ROOT = VAR_DIR / "files"
# How long the address of a document is open for whom it was made; then its page gives another.
DOCUMENT_ADDRESS_SECONDS = 120
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Named by what they hold, so that a browser keeps them for good: `./dev` collects them, too.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE, DATA_UPLOAD_MAX_MEMORY_SIZE = 1 << 20, 5 << 20
ATTACHMENT_MAX_BYTES = env.whole_number("PSA_ATTACHMENT_MAX_MB", default=10) * 1024 * 1024
CLAMD_ADDRESS = env.text("CLAMD_ADDRESS", "")  # "host:port", or the path of its socket
SIS_UPLOAD_MAX_BYTES = env.whole_number("PSA_UPLOAD_MAX_MB", default=200) * 1024 * 1024

# --- Mail and log ------------------------------------------------------------------------
EMAIL_BACKEND = env.text(
    "EMAIL_BACKEND",
    "django.core.mail.backends.console.EmailBackend"
    if LOCAL
    else "django.core.mail.backends.smtp.EmailBackend",
)
# Without it invitations are links that are handed over.
SENDS_MAIL = not EMAIL_BACKEND.endswith(("console.EmailBackend", "dummy.EmailBackend"))
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.whole_number("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 15  # seconds
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "webmaster@localhost")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {
        name: {"level": "WARNING"} for name in ("axes", "fontTools", "pikepdf", "weasyprint")
    },
}
