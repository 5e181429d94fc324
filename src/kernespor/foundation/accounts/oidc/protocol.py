"""The protocol as allauth speaks it, held tighter: a token's signature is verified, and each has a nonce.

allauth trusts a token that came straight from the provider without asking its signature. A municipality's
provider often stands behind proxies of its own, so here it is always asked.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

PROVIDER = "kommune"
SIGNED_WITH = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
LEEWAY = 60  # seconds by which two clocks may differ


class MunicipalProtocol(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """One login's talk with the provider."""

    nonce = ""  # what the answer must hold; set when the answer comes

    def __init__(self, request: HttpRequest, provider_id: str = PROVIDER) -> None:
        super().__init__(request, provider_id)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Return where the provider sends the person back to."""
        del app
        address: str = build_absolute_uri(request, reverse("oidc_callback"))
        return address

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **given: Any
    ) -> SocialLogin:
        """Return who logged in. Raises OAuth2Error when the tokens don't hold together."""
        signed = given["response"].get("id_token")
        if not signed:
            raise OAuth2Error("no id_token")
        claims = self._verified(app, signed)
        if "userinfo_endpoint" in self.openid_config:
            more = self._fetch_user_info(token.token)
            if more.get("sub") != claims.get("sub"):
                raise OAuth2Error("userinfo is of someone else")
            claims = more | claims
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _verified(self, app: SocialApp, signed: str) -> dict[str, Any]:
        """Return the claims of a token whose signature, issuer, audience, time and nonce are right."""
        try:
            kid, algorithm = (jwt.get_unverified_header(signed).get(name, "") for name in ("kid", "alg"))
            if algorithm not in SIGNED_WITH:
                raise OAuth2Error("the token's algorithm isn't allowed")
            claims: dict[str, Any] = jwt.decode(
                signed,
                key=self._key(str(kid)),
                algorithms=[algorithm],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except (jwt.PyJWTError, KeyError, ValueError) as error:
            raise OAuth2Error(f"id_token: {error}") from error
        nonce = str(claims.get("nonce", "")).encode()
        if not self.nonce or not hmac.compare_digest(nonce, self.nonce.encode()):
            raise OAuth2Error("id_token: another nonce")
        jwtkit.verify_jti(claims)
        return claims

    def _key(self, kid: str) -> Any:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        for one in jwt.PyJWKSet.from_dict(answer.json()).keys:
            if one.key_id == kid and one.key_type in {"RSA", "EC"}:
                return one.key
        raise OAuth2Error("the token's key isn't the provider's")


class MunicipalProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """The municipality's provider: it logs in, and does nothing else."""

    oauth2_adapter_class = MunicipalProtocol

    def get_login_url(self, request: HttpRequest, **others: Any) -> str:
        """Return where the login begins."""
        del request, others
        return reverse("oidc_login")

    def get_callback_url(self) -> str:
        """Return where it ends."""
        return reverse("oidc_callback")

    def redirect_from_request(self, request: HttpRequest) -> HttpResponse:
        """Send the person to the provider with a nonce of this login; the caller decides nothing of it."""
        nonce = secrets.token_urlsafe(24)
        wanted = super().get_redirect_from_request_kwargs(request)
        answer: HttpResponse = self.redirect(
            request,
            process="login",
            next_url=wanted.get("next_url"),
            scope=self.get_scope(),
            auth_params={**self.get_auth_params(), "nonce": nonce},
            nonce=nonce,
        )
        return answer


class MunicipalCallback(OAuth2CallbackView):  # type: ignore[misc]
    """The answer of the provider; its state says which nonce belongs to it."""

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, refused = super()._get_state(request, provider)
        if state:
            self.adapter.nonce = str(state.get("nonce", ""))
        return state, refused
