"""Django's settings; what an installation decides for itself is in `configuration.py`."""

from __future__ import annotations

from csp.constants import NONE, SELF

from kernespor.site.configuration import ROOT, Configuration

CONFIGURATION = Configuration()
SOURCE = ROOT / "src" / "kernespor"

SECRET_KEY = CONFIGURATION.key()
DEBUG = CONFIGURATION.debug
DEMO = CONFIGURATION.demo
MUNICIPALITY = CONFIGURATION.municipality
BASE_URL = CONFIGURATION.base_url
TODAY = CONFIGURATION.today
WORD_TEMPLATE = CONFIGURATION.word_template
PUBLIC_PER_ADDRESS, PUBLIC_PER_HEARING = CONFIGURATION.public_per_address, CONFIGURATION.public_per_hearing
PUBLIC_SECONDS, PUBLIC_GRACE_MINUTES = CONFIGURATION.public_seconds, CONFIGURATION.public_grace_minutes
RECEIPT_DAYS = CONFIGURATION.receipt_days
AUDIT_HEADS = CONFIGURATION.audit_heads or CONFIGURATION.data_dir / "audit-heads.log"
ALLOWED_HOSTS = [host.strip() for host in CONFIGURATION.allowed_hosts.split(",")]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_q",
    "kernespor.foundation.ui",
    "kernespor.foundation.audit",
    "kernespor.foundation.organisation",
    "kernespor.foundation.accounts",
    "kernespor.foundation.files",
    "kernespor.foundation.access",
    "kernespor.foundation.bodies",
    "kernespor.foundation.comments",
    "kernespor.foundation.drafts",
    "kernespor.foundation.filing",
    "kernespor.foundation.jobs",
    "kernespor.foundation.measures",
    "kernespor.foundation.search",
    "kernespor.foundation.tasks",
    "kernespor.foundation.thread",
    "kernespor.domains.economy",
    "kernespor.domains.agenda",
    "kernespor.domains.strategy",
    "kernespor.site",
]

FORM_RENDERER = "kernespor.foundation.ui.rendering.Renderer"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kernespor.foundation.access.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kernespor.foundation.accounts.middleware.LoginMiddleware",
    "kernespor.foundation.access.middleware.AccessMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kernespor.site.urls"
WSGI_APPLICATION = "kernespor.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "DIRS": [SOURCE / "foundation" / "ui" / "templates", SOURCE / "site" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kernespor.foundation.ui.context.shell",
                "kernespor.site.context.help_link",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
            "builtins": ["django_cotton.templatetags.cotton", "kernespor.foundation.ui.templatetags.danish"],
        },
    },
]

DATABASES = {"default": CONFIGURATION.database()}
# What is kept here is found under a key that holds all it depends on: it needs no shared cache to be right.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Language is the person's setting, Danish by default: no LocaleMiddleware, or a browser set to English
# would be shown 1,200.00.
LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [SOURCE / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "kernespor.foundation.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "kernespor.foundation.accounts.passwords.NotCommon"},
    {"NAME": "kernespor.foundation.accounts.passwords.NotOneself"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "change_password": "kernespor.foundation.accounts.new_password.NewPasswordForm",
    "reset_password_from_key": "kernespor.foundation.accounts.new_password.NewPasswordFromMailForm",
}
ACCOUNT_ADAPTER = "kernespor.foundation.accounts.adapter.ClosedAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Django's own: allauth's writes down addresses as it looks, and ours come with the organisation.
_TOKENS = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = _TOKENS
MFA_ALLOW_UNVERIFIED_EMAIL = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nothing is sent to those we do not know
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever's password or second step is changed hears of it
ACCOUNT_SESSION_REMEMBER = False  # a login ends with the browser
ACCOUNT_RATE_LIMITS = {"login_failed": False}  # django-axes counts and locks, passwords and codes alike
PASSWORD_LOGIN = CONFIGURATION.password_login
MFA = CONFIGURATION.mfa
MFA_ROLES = frozenset(role.strip() for role in CONFIGURATION.mfa_roles.split(",") if role.strip())
MFA_ADAPTER = "kernespor.foundation.accounts.second_step.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "kernespor.foundation.accounts.second_step.CodeForm",
    "reauthenticate": "kernespor.foundation.accounts.second_step.CodeAgainForm",
    "activate_totp": "kernespor.foundation.accounts.second_step.FirstCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = f"Kernespor, {MUNICIPALITY}"
MFA_TOTP_TOLERANCE = 1  # a telephone may be half a minute off
OIDC = bool(CONFIGURATION.oidc_issuer)
OIDC_PERSON_CLAIM, OIDC_PERSON_BY = CONFIGURATION.oidc_person_claim, CONFIGURATION.oidc_person_by
OIDC_ROLES = CONFIGURATION.oidc_roles
SOCIALACCOUNT_ADAPTER = "kernespor.foundation.accounts.oidc.adapter.MunicipalAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": CONFIGURATION.oidc_apps()}}
USERSESSIONS_ADAPTER = "allauth.usersessions.adapter.DefaultUserSessionsAdapter"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = "kernespor.foundation.accounts.lockout.counted_by"
AXES_LOCKOUT_CALLABLE = "kernespor.foundation.accounts.lockout.locked_page"
AXES_USERNAME_CALLABLE = "kernespor.foundation.accounts.lockout.name_of"
AXES_CLIENT_IP_CALLABLE = "kernespor.foundation.accounts.network.client_ip"
AXES_USERNAME_FORM_FIELD = "login"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

STATIC_URL = "/static/"
STATIC_ROOT = CONFIGURATION.data_dir / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_HANDLERS = [
    "kernespor.foundation.files.upload.CappedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if CONFIGURATION.smtp_url else 'filebased'}.EmailBackend"
globals().update(CONFIGURATION.mail())
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIGURATION.mail_from
BACKUP_DIR = CONFIGURATION.backup_dir or CONFIGURATION.data_dir / "backup"

# A page loads nothing from elsewhere, and runs no script that isn't a file of ours.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = CONFIGURATION.secure
SECURE_HSTS_SECONDS = 31_536_000 if CONFIGURATION.secure else 0
SESSION_COOKIE_SECURE = CONFIGURATION.secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = round(CONFIGURATION.session_hours * 3600)
IDLE_SECONDS = CONFIGURATION.idle_minutes * 60
CSRF_COOKIE_SECURE = CONFIGURATION.secure
CSRF_COOKIE_HTTPONLY = False  # app.js sends it along with every HTMX request
CSRF_FAILURE_VIEW = "kernespor.foundation.ui.views.csrf_failure"

# Jobs: our own run is the truth, the queue only carries its number. A message that is lost or comes twice
# does no harm, so that it is redelivered late; silence is what tells that a run was cut off.
RUN_SILENT_SECONDS = CONFIGURATION.run_silent_seconds
Q_CLUSTER = {
    "name": "kernespor",
    "orm": "default",
    "workers": CONFIGURATION.workers,
    "queue_limit": CONFIGURATION.workers,
    "bulk": 1,
    "poll": 0.5,
    "timeout": 6 * 3600,
    "retry": 6 * 3600 + 600,
    "ack_failures": True,
    "save_limit": -1,
    "scheduler": False,
    "log_level": "WARNING",
}

# What a proxy says of the caller is believed only where a proxy of our own is said to stand in front: anyone
# can write these headers.
if CONFIGURATION.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = CONFIGURATION.behind_proxy
CSRF_TRUSTED_ORIGINS = [
    origin.strip() for origin in CONFIGURATION.trusted_origins.split(",") if origin.strip()
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "kernespor.site.logs.formatter"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"kernespor": {"level": "INFO"}},
}
