"""The explorer: how the atlas is touched (Dash, HTTP)."""

__version__ = "0.1.0"

#: The script of the atlas's own Dash components (:mod:`app.web`). Dash looks for it on the package.
_js_dist = [{"relative_package_path": "web/dist/explorer.js", "namespace": "app"}]
