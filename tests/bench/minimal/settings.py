"""Django's own middleware and nothing of ours but the tables."""

from kernespor.site.settings import *  # noqa: F403 - the same database, key and apps

TABLES_OF_LOGIN = ("allauth", "axes", "django_q")  # what the tables of accounts hang on
INSTALLED_APPS = [
    app
    for app in INSTALLED_APPS  # noqa: F405 - from the star above
    if app.startswith(("django.contrib", "kernespor.", *TABLES_OF_LOGIN)) and app != "kernespor.site"
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PAGE = """<!DOCTYPE html><html lang="da"><head><title>Planer</title></head><body>
<h1>Planer</h1><p>{{ user.email }}</p>
<table><tr><th>Enhed</th><th>Plan</th><th>Fra</th><th>Til</th><th>Stadie</th></tr>
{% for plan in object_list %}<tr><td><a href="/{{ plan.pk }}/">{{ plan.unit_name }}</a></td>
<td>{{ plan.title }}</td><td>{{ plan.period_from }}</td><td>{{ plan.period_to }}</td>
<td>{{ plan.get_status_display }}</td></tr>{% endfor %}</table></body></html>"""
ROOT_URLCONF = "bench.minimal.urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # its app doesn't start without; it does nothing here
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": ["django.contrib.auth.context_processors.auth"],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [("django.template.loaders.locmem.Loader", {"plans.html": PAGE})],
                )
            ],
        },
    }
]
WSGI_APPLICATION = "bench.minimal.wsgi.application"
