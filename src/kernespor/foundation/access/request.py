"""The request as our middleware leaves it."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from kernespor.foundation.access.acting import Standing
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.models import User


class Request(HttpRequest):
    """A request with who asks and in whose name, which day it is, and whether HTMX wants a fragment."""

    actor: Actor
    standing: Standing
    today: dt.date
    htmx: HtmxDetails
    user: User
