"""The WSGI callable of a web process: ``granian --interface wsgi app.wsgi:application``.

Under ``python -m app serve`` what is computed is asked of processes beside. Under any other server this
process computes too, so that its libraries are loaded before it answers.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.factory import create_app
from app.observe.logs import log_as_json
from app.serving.beside import Beside
from app.serving.given_back import give_back_large
from app.serving.keeper import KEEPER, SOCKET
from app.serving.libraries import load_libraries
from app.serving.shares import Shares
from app.serving.streams import Streams
from app.serving.watch import end_with_parent
from app.settings import Settings, read_settings

if TYPE_CHECKING:
    from flask import Flask

#: How long a request waits for its client's turn, at most, seconds.
PATIENCE: Final = 20.0


def _application(settings: Settings, address: str | None) -> Any:  # noqa: ANN401 - a WSGI callable
    if settings.logs:
        log_as_json()
    if not address:
        load_libraries()
        return create_app(settings)
    end_with_parent(int(os.environ[KEEPER]))
    shares = Shares(
        Path(address).with_name("shares"),
        in_hand=max(1, settings.threads // 2),
        of_one=max(1, settings.threads // 4),
        running=max(1, settings.computing - 1),
        patience=PATIENCE,
    )
    servers: list[Flask] = []

    def beside(server: Flask) -> Beside:
        servers.append(server)
        return Beside(server, Path(address), shares, float(settings.seconds))

    streams = Streams(create_app(settings, around=beside), lambda: servers[-1], settings.threads)
    give_back_large()
    return streams


application = _application(read_settings(), os.environ.get(SOCKET))
