"""The service: pygeoapi composes each answer, this module writes it."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import orjson
from flask import Response, request
from pygeoapi import api as core
from pygeoapi.api import API, APIRequest, itemtypes

from app.api import problem
from app.http.downloads import FOLDER
from app.http.prepared import Prepared
from app.ogc import pages
from app.ogc.config import make_config, served
from app.ogc.contents import Published
from app.ogc.cql import read_filter
from app.ogc.openapi import make_openapi
from app.ogc.params import COMMON, FORMS, check_form, check_items, check_known
from app.ogc.store import make_store
from app.ogc.words import LINK_TITLES, REFUSALS, ogc_word
from geodata.errors import NotFoundError
from layers.artifact.files import content_digest
from layers.export.table import layer_table
from layers.export.table_files import write_csv

if TYPE_CHECKING:
    from app.collection import Collection
    from app.ogc.store import LayerStore
    from geodata.text import Lang

#: Classes of the standards that the tests exercise.
CONFORMANCE: Final = tuple(
    f"http://www.opengis.net/spec/{name}"
    for name in (
        "ogcapi-common-1/1.0/conf/core",
        "ogcapi-common-2/1.0/conf/collections",
        *(f"ogcapi-features-1/1.0/conf/{part}" for part in ("core", "oas30", "html", "geojson")),
        "ogcapi-features-2/1.0/conf/crs",
        *(
            f"ogcapi-features-3/1.0/conf/{part}"
            for part in ("queryables", "queryables-query-parameters", "filter", "features-filter")
        ),
        *(f"ogcapi-features-5/1.0/conf/{part}" for part in ("schemas", "core-roles-features")),
        *(
            f"cql2/1.0/conf/{part}"
            for part in (
                *("cql2-text", "cql2-json", "basic-cql2"),
                *("advanced-comparison-operators", "basic-spatial-functions"),
            )
        ),
    )
)
MEDIA: Final = {
    "items": "application/geo+json",
    "item": "application/geo+json",
    "schema": "application/schema+json",
    "queryables": "application/schema+json",
    "feature-schema": "application/schema+json",
    "openapi": "application/vnd.oai.openapi+json;version=3.0",
}
#: Links of pygeoapi to what this service does not have.
UNOFFERED: Final = ("/processes", "/jobs", "/TileMatrixSets", "f=jsonld")
HTML_LIMIT: Final = "100"  # rows of a page that a person reads
MOST_ADDRESSES: Final = 8  # configurations kept, a language of an address each

# pygeoapi hands its content over as it is (it is encoded here, once, in the form asked for), and reads
# filters as CQL2 rather than as ECQL; it has no setting for either.
core.to_json = itemtypes.to_json = lambda content, _pretty=False: content
itemtypes.parse_ecql_text = read_filter
logging.getLogger("pygeoapi").setLevel(logging.CRITICAL)  # it logs what a client got wrong as errors


class Service:
    """Everything below ``/api`` for one build."""

    def __init__(self, collection: Collection, css_url: str) -> None:
        self.collection = collection
        self.entries = {entry["id"]: entry for entry in served(collection)}
        self.published = Published(self.entries, collection.groups, css_url)
        self._stores: dict[tuple[str, Lang], LayerStore] = {}
        self._apis: OrderedDict[tuple[str, Lang], API] = OrderedDict()
        self._prepared = Prepared(collection.folder / FOLDER)
        self._lock = threading.Lock()

    def store(self, layer_id: str, lang: Lang) -> LayerStore:
        """Return one layer, read on first use."""
        if (layer_id, lang) not in self._stores:
            self._stores[layer_id, lang] = make_store(self.collection.artifact(layer_id, lang))
        return self._stores[layer_id, lang]

    def api(self, base: str, lang: Lang) -> API:
        """Return pygeoapi's object for one public address and language; a few are kept."""
        key = base, lang
        with self._lock:
            if key not in self._apis:
                self._apis[key] = API(make_config(self.collection, base, lang, self.store), None)
                while len(self._apis) > MOST_ADDRESSES:
                    self._apis.popitem(last=False)
            self._apis.move_to_end(key)
            return self._apis[key]

    def answer(self, what: str, lang: Lang, base: str, dataset: str = "", item: str = "") -> Response:
        """Answer one request, of which ``what`` is the kind: ``landing``, ``items``, ``item``, ….

        Raises
        ------
        AtlasError
            If the request cannot be served; :mod:`app.api` writes it as a problem.
        """
        form = self._form(what)
        if dataset and dataset not in self.entries:
            shown = dataset[:60]
            raise NotFoundError(
                f"Aucune collection « {shown} » ; la liste est à l’adresse /api/collections.",
                f"No collection “{shown}”; the list is at /api/collections.",
            )
        given = self._params(what, dataset, lang, form)
        status, content = self._content(what, self.api(base, lang), given, dataset, item)
        if status >= 400:
            description = str(content.get("description", ""))
            return problem(status, next(t for part, t in REFUSALS.items() if part in description), lang)
        _dress(content, lang, f"{base}/api", lang if "lang" in request.args else "")
        answer = self._write(what, form, lang, content, dataset)
        answer.headers["Content-Language"] = lang
        answer.headers["Vary"] = "Accept, Accept-Language, Accept-Encoding"
        answer.headers["Cache-Control"] = "public, max-age=300"
        answer.headers["Access-Control-Allow-Origin"] = "*"
        if what in {"items", "item"}:
            answer.headers["Content-Crs"] = "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"
        answer.add_etag()
        answer.make_conditional(request)
        return answer

    def _form(self, what: str) -> str:
        offered = FORMS if what == "items" else FORMS[:1] if what == "feature-schema" else FORMS[:2]
        if asked := request.args.get("f"):
            return check_form(asked, offered)
        media = {"application/json": "json", "application/geo+json": "json", "text/html": "html"}
        media |= {"text/csv": "csv"} if what == "items" else {}
        best = request.accept_mimetypes.best_match(list(media), default="application/json")
        return media[best] if media[best] in offered else "json"

    def _params(self, what: str, dataset: str, lang: Lang, form: str) -> dict[str, str]:
        given = request.args.to_dict()
        if what == "items":
            if form == "html":
                given.setdefault("limit", HTML_LIMIT)
            return check_items(given, self.store(dataset, lang))
        check_known(given, COMMON | ({"crs"} if what == "item" else frozenset()))
        return given

    def _openapi(self, api: API) -> dict[str, Any]:
        """Return the definition for one address and language; it takes seconds to write, and is kept."""
        server = api.config["server"]
        lang = server["languages"][0]
        name = f"{content_digest(orjson.dumps([server['url'], lang]))}.openapi.json"
        written = self._prepared.read(name, lambda: orjson.dumps(make_openapi(api.config, lang)))
        found: dict[str, Any] = orjson.loads(written)
        return found

    def _content(
        self, what: str, api: API, given: dict[str, str], dataset: str, item: str
    ) -> tuple[int, dict[str, Any]]:
        if what == "conformance":
            return 200, {"conformsTo": list(CONFORMANCE)}
        if what == "feature-schema":
            return 200, self.store(dataset, api.config["server"]["languages"][0]).feature_schema()
        if what == "openapi":
            return 200, self._openapi(api)
        asked = APIRequest(request, api.locales)
        asked._args, asked._format = given, "json"  # noqa: SLF001 - checked, and the form is written here
        operation, *arguments = {
            "landing": (core.landing_page,),
            "collections": (core.describe_collections,),
            "collection": (core.describe_collections, dataset),
            "schema": (core.get_collection_schema, dataset),
            "queryables": (itemtypes.get_collection_queryables, dataset),
            "items": (itemtypes.get_collection_items, dataset),
            "item": (itemtypes.get_collection_item, dataset, item),
        }[what]
        _, status, content = operation(api, asked, *arguments)
        if status < 400:
            self._complete(what, api, given, dataset, content)
        return int(status), content

    def _complete(
        self, what: str, api: API, given: dict[str, str], dataset: str, content: dict[str, Any]
    ) -> None:
        """Add what pygeoapi does not know to its content."""
        lang = api.config["server"]["languages"][0]
        if what in {"collections", "collection"}:
            for entry in content.get("collections", [content]):
                self._describe(entry, lang, api.base_url)
        if what == "queryables":
            fields = self.store(dataset, lang)
            titles = {field["name"]: field["label"] for field in fields.meta["fields"]}
            titles |= api.config["resources"][dataset]["providers"][0]["options"]["titles"]
            for name, described in content["properties"].items():
                if "title" in described:
                    described["title"] = titles.get(name, name)
        if what == "landing":
            root = api.base_url.removesuffix("/api")
            for rel, form, word, path in (
                ("describedby", "application/ld+json", "catalogue", "catalogue.jsonld"),
                ("service", "application/xml", "wmts", "tiles/wmts.xml"),
            ):
                link = {"rel": rel, "type": form, "title": ogc_word(word, lang), "href": f"{root}/{path}"}
                content["links"].append(link)
        if what == "items":
            _page_links(content, given)

    def _describe(self, entry: dict[str, Any], lang: Lang, url: str) -> None:
        """Complete a collection: its dates, licences and number of features."""
        store, listed = self.store(entry["id"], lang), self.entries[entry["id"]]
        if store.interval:
            entry["extent"]["temporal"] = {"interval": [list(store.interval)]}
        licences = dict.fromkeys(s["licence"] for s in listed["sources"][lang] if s["licence"])
        if licences:
            entry["license"] = ", ".join(licences)
        entry["itemCount"] = listed["count"]
        entry["links"].append(
            {
                "rel": "license",
                "type": "text/html",
                "title": ", ".join(licences) or "UN",
                "href": f"{url.removesuffix('/api')}/about?lang={lang}",
            }
        )
        entry["links"].append(
            {
                "rel": "items",
                "type": "text/csv",
                "title": "CSV",
                "href": f"{url}/collections/{entry['id']}/items?f=csv",
            }
        )

    def _write(self, what: str, form: str, lang: Lang, content: dict[str, Any], dataset: str) -> Response:
        if form == "csv":
            features = content["features"]
            table = layer_table(self.store(dataset, lang).table_of(features))
            answer = Response(write_csv(table), content_type="text/csv; charset=utf-8")
            answer.headers["Content-Disposition"] = f'attachment; filename="{dataset}.{lang}.csv"'
            return answer
        if form == "html":
            page = pages.write_page(self.published, what, content, dataset, lang)
            return Response(page, content_type="text/html; charset=utf-8")
        return Response(orjson.dumps(content), content_type=MEDIA.get(what, "application/json"))


def _page_links(content: dict[str, Any], given: dict[str, str]) -> None:
    """Mend pygeoapi's paging: no next page after the last one, none for a mere count."""
    content.pop("timeStamp", None)  # optional; without it, equal answers have equal validators
    offset, returned = int(given.get("offset", 0)), content.get("numberReturned", 0)
    if not returned or offset + returned >= content["numberMatched"]:
        content["links"] = [link for link in content["links"] if link["rel"] != "next"]


def _dress(content: dict[str, Any], lang: Lang, api_url: str, carried: str) -> None:
    """Mend the links: titles in the language, identifiers written for addresses, the language kept."""
    holders = [content, *content.get("collections", [])]
    for holder in holders:
        if "links" not in holder:
            continue
        kept = [link for link in holder["links"] if not any(part in link["href"] for part in UNOFFERED)]
        for link in kept:
            if "hreflang" in link:
                link["hreflang"] = str(link["hreflang"])
            if link.get("title") in LINK_TITLES:
                link["title"] = LINK_TITLES[link["title"]].get(lang)
            if content.get("type") == "Feature":
                raw = f"/items/{content['id']}"
                link["href"] = link["href"].replace(raw, f"/items/{quote(content['id'], safe='')}", 1)
            if carried and link["href"].startswith(api_url):
                link["href"] = _with_lang(link["href"], carried)
        holder["links"] = kept


def _with_lang(href: str, lang: str) -> str:
    parts = urlsplit(href)
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | {"lang": lang}
    return parts._replace(query=urlencode(query, safe=",:/")).geturl()
