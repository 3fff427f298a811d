"""``/.well-known/security.txt`` (RFC 9116): whom to tell of a weakness, where somebody is named."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response

from app.addresses import base_url
from geodata.errors import NotFoundError

if TYPE_CHECKING:
    from app.settings import Settings

PATH: Final = "/.well-known/security.txt"
#: Days that what is said holds: the standard asks for less than a year.
HOLDS: Final = 180


def make_contact(settings: Settings) -> Blueprint:
    """Return the route of the file."""
    contact = Blueprint("contact", __name__)

    @contact.get(PATH)
    def security() -> Response:
        if not settings.contact:
            raise NotFoundError(
                "Cette installation ne nomme pas de contact (ATLAS_CONTACT).",
                "This deployment names no contact (ATLAS_CONTACT).",
            )
        expires = dt.datetime.now(dt.UTC).replace(hour=0, minute=0, second=0) + dt.timedelta(days=HOLDS)
        lines = (
            f"Contact: {settings.contact}",
            f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: fr, en",
            f"Canonical: {base_url()}{PATH}",
        )
        return Response("\n".join([*lines, ""]), mimetype="text/plain")

    return contact
