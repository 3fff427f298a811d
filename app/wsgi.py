"""The WSGI callable that a server runs: ``granian --interface wsgi app.wsgi:application``."""

from app.factory import create_app

application = create_app()
