"""The words of the lost connection, in both languages."""

from __future__ import annotations

from geodata.text import Text

OFFLINE_WORDS = {
    "lost": Text(
        "Connexion perdue : la carte montre ce qui est gardé sur cet appareil.",
        "Connection lost: the map shows what is kept on this device.",
    ),
    "reconnect": Text("Réessayer", "Try again"),
    "reconnected": Text("Connexion rétablie", "Connection restored"),
    "not_kept": Text(
        "Pas gardé sur cet appareil : à charger quand la connexion reviendra.",
        "Not kept on this device: it will load when the connection is back.",
    ),
}

#: Those that the scripts show.
OFFLINE_SCRIPT_WORDS = ("reconnected",)
