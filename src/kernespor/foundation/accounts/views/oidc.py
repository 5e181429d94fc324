"""To the municipality's identity provider and back."""

from __future__ import annotations

from http import HTTPStatus

import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kernespor.foundation.access.operations import Audience, operation
from kernespor.foundation.accounts.oidc.adapter import DOWN, logger, refused
from kernespor.foundation.accounts.oidc.protocol import MunicipalCallback, MunicipalProtocol
from kernespor.foundation.accounts.views.mine import ways_in


@operation("accounts.oidc_login", "POST", audience=Audience.PUBLIC)
def begin(request: HttpRequest) -> HttpResponse:
    """Send the person to the provider, by a page of ours.

    A form may be sent to ourselves alone, and a browser counts where it is sent on to; a page may lead
    anywhere.
    """
    found = _asked(OAuth2LoginView, request)
    if found.status_code != HTTPStatus.FOUND:
        return found
    return render(request, "socialaccount/leaving.html", {"address": found["Location"], **ways_in()})


@operation("accounts.oidc_callback", audience=Audience.PUBLIC)
def answer(request: HttpRequest) -> HttpResponse:
    """Take the provider's answer: logged in, or the reason why not."""
    return _asked(MunicipalCallback, request)


def _asked(view: type, request: HttpRequest) -> HttpResponse:
    if not settings.OIDC:
        raise Http404
    try:
        found: HttpResponse = view.adapter_view(MunicipalProtocol(request))(request)  # type: ignore[attr-defined]
    except (requests.RequestException, OAuth2Error, KeyError, ValueError) as error:
        logger.warning("Login refused: provider %s", error)
        return refused(request, DOWN)
    return found
