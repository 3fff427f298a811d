"""Put the application together."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from flask import Flask
from flask_compress import Compress

from app.access.editions import is_gated
from app.api import make_api, register_errors
from app.collection import read_collection
from app.ground.routes import make_ground
from app.http.addresses import forgive
from app.http.callbacks import check_callbacks, longest_call
from app.http.contact import make_contact
from app.http.downloads import make_downloads
from app.http.drawers import open_drawers
from app.http.own import make_own
from app.http.own_tiles import make_own_tiles
from app.http.places import make_places
from app.http.ready_layers import ReadyLayers
from app.http.security import (
    Secured,
    answer_under,
    common_headers,
    content_security_policy,
    revalidate,
    secure,
)
from app.http.sheets import make_sheets
from app.http.static import StaticFiles
from app.http.tiles import make_tiles
from app.observe.ready import make_ready
from app.observe.requests import Observed
from app.ogc.catalogue import make_catalogue
from app.ogc.mount import make_ogc
from app.page.about import make_about
from app.page.bundle import make_bundle
from app.page.live import connect_slot, live
from app.page.shell import AtlasDash
from app.panels.listed import PANELS
from app.serving.bodies import Bodies
from app.serving.keeper import SOCKET
from app.serving.peers import Forwarded
from app.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.collection import Collection
    from app.page.bundle import Bundle
    from app.panels.panel import Panel
    from app.settings import Settings


#: What is compressed when it is answered; files that a build makes are compressed once, beforehand.
COMPRESSED: Final = [
    "text/html",
    "application/json",
    "application/geo+json",
    "application/schema+json",
    "application/ld+json",
    "application/vnd.oai.openapi+json",
    "application/xml",
    "text/csv",
    "application/csvm+json",
    "application/vnd.google-earth.kml+xml",
    "application/problem+json",
    "image/svg+xml",
]


def make_server(collection: Collection, bundle: Bundle, settings: Settings) -> Flask:
    """Make the Flask server of everything but the explorer's page: interfaces, files, sheets, documents."""
    server = Flask("mission_atlas", static_folder=None)
    server.config["COMPRESS_MIMETYPES"] = COMPRESSED
    server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    server.config["COMPRESS_BR_LEVEL"] = 5
    server.config["OWN_LIMITS"], server.config["OWN_HOSTS"] = collection.own_limits, collection.own_hosts
    server.config["ATLAS_AUDIENCE"] = collection.audience
    server.config["MAX_CONTENT_LENGTH"] = longest_call(collection.own_limits.bytes)
    for make in (make_api, make_downloads, make_places, make_own, make_own_tiles):
        server.register_blueprint(make(collection))
    server.register_blueprint(make_catalogue(collection, bundle.css_url))
    drawers = open_drawers(collection, draws_here=settings.computes)
    server.register_blueprint(make_sheets(collection, drawers))
    server.register_blueprint(make_tiles(collection, drawers))
    server.register_blueprint(make_ground(collection.ground))
    server.register_blueprint(make_about(collection, bundle))
    server.register_blueprint(make_ogc(collection, bundle))
    server.register_blueprint(make_contact(settings))
    server.register_blueprint(make_ready(collection, settings, os.environ.get(SOCKET)))
    register_errors(server)
    forgive(server)
    answer_under(server, settings)
    return server


def create_dash(settings: Settings, panels: Sequence[Panel] = PANELS) -> AtlasDash:
    """Make the Dash application over one build, with the panels that open over the page.

    Raises
    ------
    MissingResourceError
        If nothing has been built yet.
    """
    collection = read_collection(settings)
    bundle = make_bundle()
    server = make_server(collection, bundle, settings)
    app = AtlasDash(
        "mission_atlas",
        server=server,  # type: ignore[arg-type]  # Dash takes an application of Flask too
        assets_ignore=".*",
        compress=False,
        suppress_callback_exceptions=True,
        update_title="",
        include_pages_meta=False,
        add_log_handler=False,
    )
    panels = [panel for panel in panels if settings.own or not panel.stores]
    app.collection = collection
    app.bundle = bundle
    app.panels = tuple(panels)
    app.layout = live()
    connect_slot(app)
    for panel in panels:
        panel.connect(app)
    check_callbacks(server, app, settings.public_url)
    secure(server, lambda: content_security_policy(app.csp_hashes(), collection.basemaps, settings.frames))
    revalidate(server)
    Compress(server)
    return app


def create_app(
    settings: Settings | None = None,
    panels: Sequence[Panel] = PANELS,
    around: Callable[[Flask], Any] = lambda server: server,
) -> Any:  # noqa: ANN401 - a WSGI callable
    """Return the WSGI application: built files first, then Flask and Dash.

    Parameters
    ----------
    settings, panels
        As for :func:`create_dash`.
    around
        What stands between the files and the application (:class:`app.serving.beside.Beside`).
    """
    settings = settings or read_settings()
    if is_gated(settings):
        from app.access.gate import Gate  # noqa: PLC0415 - only where it matters who asks

        return _fronted(Gate(settings, lambda own: ReadyLayers(*_served(own, panels, around))), settings)
    served, collection = _served(settings, panels, around)
    if settings.logs:  # every request is told
        return _fronted(ReadyLayers(served, collection), settings)
    return ReadyLayers(_fronted(served, settings), collection, common_headers(settings), is_first=True)


def _fronted(application: Any, settings: Settings) -> Secured:  # noqa: ANN401 - a WSGI callable
    """What every answer passes: its headers, the address that the reader used, the count of requests."""
    return Secured(Forwarded(Observed(application, settings), settings), settings)


def _served(
    settings: Settings, panels: Sequence[Panel], around: Callable[[Flask], Any]
) -> tuple[Bodies, Collection]:
    """The application over one build, and the build: bodies, built files, Flask and Dash."""
    dash = create_dash(settings, panels)
    collection = dash.collection
    collection.wholeness.check_beside(collection.folder)
    files = StaticFiles(around(dash.server), collection.static, collection.wholeness)
    return Bodies(files, dash.server), collection
