"""OGC API - Features at ``/api``: pygeoapi over the built artifacts, loaded by the first request."""
