"""Django's own middleware and nothing of ours but the tables."""

from kernespor.site.settings import *  # noqa: F403 - the same database, key and apps

INSTALLED_APPS = [
    app
    for app in INSTALLED_APPS  # noqa: F405 - from the star above
    if app.startswith(("django.contrib", "kernespor.")) and app != "kernespor.site"
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ROOT_URLCONF = "bench.minimal.urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [__import__("pathlib").Path(__file__).parent / "templates"],
        "OPTIONS": {"context_processors": ["django.contrib.auth.context_processors.auth"]},
    }
]
WSGI_APPLICATION = "bench.minimal.wsgi.application"
