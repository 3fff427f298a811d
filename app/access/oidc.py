"""Sign-in at a provider of OpenID Connect: the authorization code flow with PKCE, by Authlib."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from joserfc.errors import JoseError
from requests.exceptions import RequestException

from geodata.errors import MissingResourceError

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

    from app.access.settings import Access, Role

#: How long the provider may take to answer, seconds.
PATIENCE: Final = 10
log = logging.getLogger(__name__)


class Provider:
    """The provider of one deployment."""

    def __init__(self, server: Flask, access: Access) -> None:
        self.access = access
        self._client: Any = OAuth(server).register(
            "provider",
            client_id=access.client_id,
            client_secret=access.client_secret,
            server_metadata_url=f"{access.issuer}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid profile email",
                "code_challenge_method": "S256",
                "timeout": PATIENCE,
            },
        )

    def start(self, back: str) -> Response:
        """Send the browser to the provider, which sends it ``back``.

        Raises
        ------
        MissingResourceError
            If the provider does not answer.
        """
        try:
            answer: Response = self._client.authorize_redirect(back)
        except (RequestException, AuthlibBaseError, RuntimeError, ValueError) as error:
            log.warning("the provider of identities does not answer: %s", type(error).__name__)
            raise MissingResourceError(
                "Le fournisseur d’identité ne répond pas ; réessayez dans un instant.",
                "The identity provider does not answer; try again in a moment.",
            ) from error
        return answer

    def finish(self) -> tuple[str, Role] | None:
        """Return who has come back, and their role; None if the provider did not confirm it.

        Signature, audience, nonce and times of the token are checked by Authlib, its issuer here too.
        """
        try:
            token: dict[str, Any] = self._client.authorize_access_token()
        except (RequestException, AuthlibBaseError, JoseError, RuntimeError, ValueError) as error:
            log.warning("a sign-in at the provider failed: %s", type(error).__name__)
            return None
        claims = token.get("userinfo") or {}
        if str(claims.get("iss", "")).rstrip("/") != self.access.issuer or not claims.get("sub"):
            return None
        name = claims.get("preferred_username") or claims.get("email") or claims["sub"]
        return str(name)[:200], self.access.role_of(_listed(claims.get(self.access.claim)))


def _listed(told: object) -> list[str]:
    """Names of roles or groups: a list of texts, or one text with spaces between."""
    if isinstance(told, str):
        return told.split()
    return [each for each in told if isinstance(each, str)] if isinstance(told, list) else []
