"""Sign-in at a provider: a whole one on loopback, that checks what it is sent and can misbehave."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from app.factory import create_app
from tests.access.conftest import Browser
from tests.conftest import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.settings import Settings

BACK = "http://localhost/sign-in/back"


@dataclass
class Provider:
    """A provider of OpenID Connect; ``claims`` and ``key`` are what its tokens are made with."""

    port: int
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    claims: dict[str, Any] = field(default_factory=dict)
    signing: RSAKey | None = None
    asked: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        request = Request(environ)
        answers = {
            "/.well-known/openid-configuration": self.metadata,
            "/keys": lambda _: {"keys": [self.key.as_dict(private=False)]},
            "/token": self.token,
        }
        told = answers[request.path](request)
        status = 400 if "error" in told else 200
        return Response(json.dumps(told), status, mimetype="application/json")(environ, start_response)

    def metadata(self, _request: Request) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, address: str) -> str:
        """What the reader's browser is sent to: note it, and give the address that it is sent back to."""
        self.asked = {name: told[0] for name, told in parse_qs(urlsplit(address).query).items()}
        assert self.asked["client_id"] == "atlas"
        assert self.asked["redirect_uri"] == BACK
        assert self.asked["response_type"] == "code"
        assert self.asked["code_challenge_method"] == "S256"
        return f"/sign-in/back?code=one-code&state={self.asked['state']}"

    def token(self, request: Request) -> dict[str, Any]:
        verifier = request.form["code_verifier"].encode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        name, _, secret = (
            base64.b64decode(request.headers["Authorization"].split()[1]).decode().partition(":")
        )
        right = (request.form["code"], name, secret) == ("one-code", "atlas", "of the client")
        if not right or challenge != self.asked["code_challenge"]:
            self.refused.append("token")
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": "atlas",
            "sub": "7",
            "preferred_username": "amina",
            "nonce": self.asked["nonce"],
            "iat": now,
            "exp": now + 60,
            **self.claims,
        }
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signing or self.key)
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": signed}


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider(free_port())
    server = make_server("127.0.0.1", made.port, made, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def browser(provider: Provider, settings: Settings, tmp_path: Path) -> Browser:
    access = replace(
        settings.access,
        sign_in="oidc",
        anonymous="public",
        folder=tmp_path,
        secret="s" * 40,  # of tests
        issuer=provider.issuer,
        client_id="atlas",
        client_secret="of the client",  # noqa: S106 - of tests
        claim="groups",
        roles={"planners": "partner", "gis": "administrator"},
    )
    return Browser(create_app(replace(settings, access=access, own="", computes=True, host="localhost")))


def sign_in(browser: Browser, provider: Provider) -> tuple[int, str]:
    """Go to the provider and back; return the status, and what the account page then says."""
    assert 'href="/sign-in/start"' in browser.open("/sign-in").get_data(as_text=True)
    start = browser.open("/sign-in/start")
    assert start.status_code == 302
    assert start.headers["Location"].startswith(f"{provider.issuer}/authorize?")
    back = browser.open(provider.authorize(start.headers["Location"]))
    return back.status_code, browser.open("/account?lang=en").get_data(as_text=True)


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        (["planners"], "partner"),
        (["x", "planners", "gis"], "administrator"),
        ("planners x", "partner"),
        (None, "reader"),
    ],
)
def test_a_provider_says_who_asks_and_in_which_role(
    browser: Browser, provider: Provider, groups: object, role: str
) -> None:
    provider.claims = {} if groups is None else {"groups": groups}
    status, account = sign_in(browser, provider)
    assert status == 303
    assert "Signed in as amina" in account
    assert f"Role: {role}" in account
    browser.open("/sign-out", "POST", data={"token": browser.token()})
    assert browser.open("/account").status_code == 303


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"aud": "another"},
        {"iss": "http://127.0.0.1:1"},
        {"exp": 1_000_000_000},
        {"sub": ""},
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    browser: Browser, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    status, account = sign_in(browser, provider)
    assert status == 403
    assert "Signed in" not in account


def test_a_token_that_somebody_else_signed_is_refused(browser: Browser, provider: Provider) -> None:
    provider.signing = RSAKey.generate_key(2048, {"kid": "one"})
    assert sign_in(browser, provider)[0] == 403


def test_who_did_not_begin_here_is_not_signed_in(browser: Browser, provider: Provider) -> None:
    """An address with a code of somebody else's, handed to a reader."""
    start = browser.open("/sign-in/start")
    back = provider.authorize(start.headers["Location"])
    other = Browser(browser.client.application)
    answer = other.open(back)
    assert answer.status_code == 403
    assert "did not confirm" in other.open(f"{back}&lang=en").get_data(as_text=True)
    assert browser.open(back.replace("state=", "state=x")).status_code == 403
    assert browser.open("/sign-in/back?error=access_denied&state=x").status_code == 403


def test_the_verifier_is_checked_by_the_provider(browser: Browser, provider: Provider) -> None:
    start = browser.open("/sign-in/start")
    back = provider.authorize(start.headers["Location"])
    provider.asked["code_challenge"] = "of another"
    assert browser.open(back).status_code == 403
    assert provider.refused == ["token"]


def test_no_password_is_taken_where_a_provider_signs_in(browser: Browser) -> None:
    assert (
        browser.open("/sign-in", "POST", data={"name": "a", "password": "b", "token": "x"}).status_code == 404
    )


def test_a_provider_that_is_away_is_said(settings: Settings, tmp_path: Path) -> None:
    access = replace(
        settings.access,
        sign_in="oidc",
        folder=tmp_path,
        secret="s" * 40,
        issuer=f"http://127.0.0.1:{free_port()}",
        client_id="atlas",
        client_secret="x",  # noqa: S106 - of tests
    )
    browser = Browser(create_app(replace(settings, access=access, own="", computes=True, host="localhost")))
    answer = browser.open("/sign-in/start?lang=en")
    assert answer.status_code == 503
    assert "does not answer" in answer.get_data(as_text=True)
    assert browser.open("/layers").status_code == 200
