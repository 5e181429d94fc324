"""An identity provider of our own on loopback: discovery, authorize, token, keys and userinfo over HTTP.

It says what a test tells it to, rightly signed or not.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "kernespor", "en-hemmelighed-kun-for-to"


def new_key() -> rsa.RSAPrivateKey:
    """Return a key to sign with."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """What the provider says, and what it was asked."""

    url: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    token: dict[str, Any] = field(
        default_factory=dict
    )  # over what a right token would hold; None takes it out
    userinfo: dict[str, Any] = field(default_factory=dict)
    algorithm: str = "RS256"
    key: Any = field(default_factory=new_key)
    shown_key: Any = None  # the key in the key set, where it is another than the one that signs
    refuse: str = ""  # the error that authorize answers with
    broken: set[str] = field(default_factory=set)  # addresses that answer 500
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def id_token(self, asked: dict[str, str]) -> str:
        """Return the signed token for a login."""
        now = int(time.time())
        held = {
            "iss": self.url, "aud": CLIENT, "sub": "abc-123", "iat": now, "exp": now + 300,
            "nonce": asked.get("nonce", ""),
        } | self.claims | self.token  # fmt: skip
        held = {name: value for name, value in held.items() if value is not None}
        key = (
            self.key
            if self.algorithm.startswith("RS")
            else (SECRET * 2 if self.algorithm != "none" else None)
        )
        return jwt.encode(held, key, algorithm=self.algorithm, headers={"kid": "1"})

    def keys(self) -> dict[str, Any]:
        """Return the key set."""
        public = (self.shown_key or self.key).public_key()
        shown = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(public))
        return {"keys": [shown | {"kid": "1", "alg": "RS256", "use": "sig"}]}


class Handler(BaseHTTPRequestHandler):
    """The provider's addresses."""

    provider: Provider

    def log_message(self, *words: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer discovery, authorize, keys and userinfo."""
        address = urlsplit(self.path)
        provider = self.provider
        provider.asked.append(address.path)
        if address.path in provider.broken:
            self.send_error(500)
        elif address.path == "/.well-known/openid-configuration":
            self._json({
                "issuer": provider.url,
                "authorization_endpoint": f"{provider.url}/authorize",
                "token_endpoint": f"{provider.url}/token",
                "userinfo_endpoint": f"{provider.url}/userinfo",
                "jwks_uri": f"{provider.url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            })  # fmt: skip
        elif address.path == "/authorize":
            self._authorize({name: values[0] for name, values in parse_qs(address.query).items()})
        elif address.path == "/keys":
            self._json(provider.keys())
        elif address.path == "/userinfo":
            self._json({"sub": "abc-123"} | provider.claims | provider.userinfo)
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        """Give a token for a code, once."""
        length = int(self.headers.get("Content-Length", 0))
        given = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        self.provider.asked.append(self.path)
        asked = self.provider.codes.pop(given.get("code", ""), None)
        if "/token" in self.provider.broken:
            self.send_error(500)
        elif asked is None or not self._is_right(given, asked):
            self._json({"error": "invalid_grant"}, 400)
        else:
            self._json({
                "access_token": secrets.token_urlsafe(), "token_type": "Bearer", "expires_in": 300,
                "id_token": self.provider.id_token(asked),
            })  # fmt: skip

    @staticmethod
    def _is_right(given: dict[str, str], asked: dict[str, str]) -> bool:
        proof = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        return (
            given.get("client_id") == CLIENT
            and given.get("client_secret") == SECRET
            and given.get("redirect_uri") == asked["redirect_uri"]
            and base64.urlsafe_b64encode(proof).rstrip(b"=").decode() == asked.get("code_challenge")
        )

    def _authorize(self, asked: dict[str, str]) -> None:
        answer = {"state": asked["state"]}
        if self.provider.refuse:
            answer["error"] = self.provider.refuse
        else:
            answer["code"] = secrets.token_urlsafe()
            self.provider.codes[answer["code"]] = asked
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(answer)}")
        self.end_headers()

    def _json(self, data: dict[str, Any], status: int = 200) -> None:
        content = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serving(**said: Any) -> Iterator[Provider]:
    """Serve a provider on a free port until the block ends."""
    provider = Provider(**said)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"provider": provider}))
    provider.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
