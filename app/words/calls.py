"""What is said of a panel's call to the server that failed, in both languages."""

from __future__ import annotations

from typing import Final

from geodata.text import Text

#: By the kind of failure (``web/page/calls.ts``).
FAILURES: Final[dict[str, Text]] = {
    "link": Text(
        "Le serveur n’a pas répondu : la liaison est peut-être coupée. Réessayez ; rien n’est perdu.",
        "The server did not answer: the connection may be down. Try again; nothing is lost.",
    ),
    "busy": Text(
        "Le serveur est occupé. Réessayez dans un instant ; rien n’est perdu.",
        "The server is busy. Try again in a moment; nothing is lost.",
    ),
    "ended": Text(
        "Votre session a pris fin : reconnectez-vous, puis recommencez.",
        "Your session has ended: sign in, then try again.",
    ),
    "error": Text(
        "Le serveur n’a pas pu le faire. Réessayez ; si cela dure, dites-le à qui tient l’atlas.",
        "The server could not do it. Try again; if it goes on, tell whoever runs the atlas.",
    ),
}
