"""What allauth tells of accounts becomes events and ended sessions."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils import timezone

from kernespor.foundation.accounts import actions
from kernespor.foundation.accounts.middleware import SEEN
from kernespor.foundation.accounts.sessions import was_seen


def connect() -> None:
    """Listen; called once, when Django is ready."""
    user_logged_in.connect(_logged_in, dispatch_uid="accounts.logged_in")
    authenticator_added.connect(_second_step_on, dispatch_uid="accounts.second_step_on")
    authenticator_removed.connect(_second_step_off, dispatch_uid="accounts.second_step_off")
    for told in (password_changed, password_set, password_reset):
        told.connect(_new_password, dispatch_uid=f"accounts.password.{id(told)}")


def _today(request: HttpRequest) -> dt.date:
    today: dt.date = getattr(request, "today", None) or timezone.localdate()
    return today


def _logged_in(sender: Any, request: HttpRequest, user: Any, **others: Any) -> None:
    del sender, user, others
    request.session[SEEN] = int(time.time())
    was_seen(request)


def _second_step_on(sender: Any, request: HttpRequest, user: Any, authenticator: Any, **others: Any) -> None:
    del sender, others
    if authenticator.type == Authenticator.Type.TOTP:
        actions.note_second_step(user=user, today=_today(request), since=authenticator.created_at)


def _second_step_off(sender: Any, request: HttpRequest, user: Any, authenticator: Any, **others: Any) -> None:
    """Keep that a person took their own away; what an administrator takes away has its own event."""
    del sender, others
    if authenticator.type == Authenticator.Type.TOTP and authenticator.user_id == user.pk:
        actions.note_second_step(user=user, today=_today(request), since=None)


def _new_password(sender: Any, request: HttpRequest, user: Any, **others: Any) -> None:
    """Whoever else is logged in as this person isn't any longer."""
    del sender, others
    own = request.session.session_key if request.user.is_authenticated else None
    actions.end_sessions(user=user, but=own)
