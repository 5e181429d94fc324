"""Behind a proxy and without: what a caller writes in headers is believed only as far as it should be."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kernespor.site.configuration import smtp

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import json, django
django.setup()
from django.conf import settings
from django.test import RequestFactory
request = RequestFactory().get("/", HTTP_X_FORWARDED_PROTO="https", HTTP_X_FORWARDED_FOR="198.51.100.9")
from axes.helpers import get_client_ip_address
from allauth.account.adapter import get_adapter
print(json.dumps({
    "secure": request.is_secure(),
    "counted": get_client_ip_address(request),
    "limited": get_adapter().get_client_ip(request),
    "origins": settings.CSRF_TRUSTED_ORIGINS,
    "backend": settings.EMAIL_BACKEND,
    "host": getattr(settings, "EMAIL_HOST", ""),
    "from": settings.DEFAULT_FROM_EMAIL,
    "age": settings.SESSION_COOKIE_AGE,
}))
"""


def installation(tmp_path: Path, **environment: str) -> dict[str, Any]:
    """Return what an installation with these settings makes of a request, in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KERNESPOR_")}
    ours = {
        "KERNESPOR_DATA_DIR": str(tmp_path),
        "PYTHONPATH": "src",
        "DJANGO_SETTINGS_MODULE": "kernespor.site.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env=kept | ours | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_without_a_proxy_of_ours_what_headers_say_is_nothing(tmp_path: Path) -> None:
    found = installation(tmp_path)
    assert (found["secure"], found["counted"], found["limited"]) == (False, "127.0.0.1", "127.0.0.1")
    assert found["origins"] == []
    assert found["backend"].endswith("filebased.EmailBackend")
    assert found["age"] == 12 * 3600


def test_behind_one_the_proxys_word_is_taken(tmp_path: Path) -> None:
    found = installation(
        tmp_path,
        KERNESPOR_BEHIND_PROXY="1",
        KERNESPOR_TRUSTED_ORIGINS="https://a.example, https://b.example",
        KERNESPOR_SMTP_URL="smtp://bruger:k%40de@mail.example:2525",
        KERNESPOR_MAIL_FROM="Kernespor <k@kommune.example>",
        KERNESPOR_SESSION_HOURS="8",
    )
    assert (found["secure"], found["counted"], found["limited"]) == (True, "198.51.100.9", "198.51.100.9")
    assert found["origins"] == ["https://a.example", "https://b.example"]
    assert (found["backend"].rpartition(".")[0][-4:], found["host"]) == ("smtp", "mail.example")
    assert found["from"] == "Kernespor <k@kommune.example>"
    assert found["age"] == 8 * 3600


def test_mail_by_address() -> None:
    found = smtp("smtp://bruger:k%40de@mail.example")
    assert (found["EMAIL_PORT"], found["EMAIL_HOST_PASSWORD"], found["EMAIL_USE_TLS"]) == (587, "k@de", True)
    found = smtp("smtps://mail.example")
    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (465, True, False)
    assert not smtp("smtp://mail.example:25?starttls=0")["EMAIL_USE_TLS"]
    for wrong in ("mail.example", "http://mail.example", "smtp://"):
        with pytest.raises(ValueError, match="KERNESPOR_SMTP_URL"):
            smtp(wrong)


def test_a_mail_server_that_does_not_answer_stops_nothing(settings: Any, tmp_path: Path) -> None:
    from kernespor.foundation.accounts import adapter

    importlib.import_module("django.core.mail.backends.smtp")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 2
    del tmp_path
    from allauth.core import context
    from django.test import RequestFactory

    with context.request_context(RequestFactory().get("/")):
        letter = {"password_reset_url": "http://testserver/x", "user": None, "request": None}
        adapter.ClosedAccountAdapter().send_mail("account/email/password_reset_key", "a@b.example", letter)
