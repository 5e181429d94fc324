"""The request as our middleware leaves it."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.models import User


class Request(HttpRequest):
    """A request with who asks, which day it is, and whether HTMX wants a fragment."""

    actor: Actor
    today: dt.date
    htmx: HtmxDetails
    user: User
