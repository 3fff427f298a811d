"""The OpenAPI document: pygeoapi's, complete in itself, without what this service does not offer."""

from __future__ import annotations

from typing import Any, Final

from pygeoapi.openapi import get_oas

from app.ogc.params import CRS84, DEFAULT_LIMIT, FILTER_LANGS
from app.ogc.words import ogc_word
from geodata.text import LANGS, Lang, Text

PROBLEM: Final = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}}
HTML: Final = {"text/html": {"schema": {"type": "string"}}}
#: What each parameter does, in the words of the document.
SAID: Final = {
    "f": Text("Forme de la réponse.", "Form of the answer."),
    "lang": Text("Langue des mots ; à défaut, celle du navigateur.", "Language; otherwise the browser’s."),
    "bbox": Text(
        "Ouest,sud,est,nord (degrés, CRS84). Garde aussi les objets sans géométrie.",
        "West,south,east,north (degrees, CRS84). Features without geometry are kept too.",
    ),
    "crs": Text("Système de coordonnées de la réponse.", "Coordinate system of the answer."),
    "bbox-crs": Text("Système de coordonnées de bbox.", "Coordinate system of bbox."),
    "filter-crs": Text("Système de coordonnées du filtre.", "Coordinate system of the filter."),
    "datetime": Text(
        "Date, instant ou intervalle (2020-07-01/2021-06-30, ../2020-01-01). "
        "Garde aussi les objets sans date.",
        "Date, instant or interval (2020-07-01/2021-06-30, ../2020-01-01). "
        "Features without a date are kept too.",
    ),
    "filter": Text("Filtre CQL2, en texte ou en JSON.", "CQL2 filter, as text or JSON."),
    "filter-lang": Text("Écriture du filtre.", "How the filter is written."),
    "offset": Text("Nombre d’objets à passer.", "How many features to pass over."),
    "limit": Text("Nombre d’objets au plus.", "How many features at most."),
    "properties": Text("Propriétés à donner.", "Properties to give."),
    "resulttype": Text("hits ne donne que le nombre.", "hits gives only the count."),
    "skipGeometry": Text("true omet les géométries.", "true leaves geometries out."),
    "sortby": Text("Propriétés de tri, - pour décroissant.", "Properties to sort by, - for descending."),
    "featureId": Text("Identifiant stable de l’objet.", "Stable identifier of the feature."),
}


def make_openapi(config: dict[str, Any], lang: Lang) -> dict[str, Any]:
    """Write the OpenAPI 3.0 document of one configuration, in its language."""
    document: dict[str, Any] = get_oas(config)
    paths = {}
    for path, operations in document["paths"].items():
        if path in {"/", "/openapi", "/conformance", "/collections"} or path.startswith("/collections/"):
            paths[path] = {"get": _operation(path, operations["get"], config, lang)}
    document["paths"] = paths
    document["tags"] = [
        {"name": "server", "description": config["metadata"]["identification"]["description"]},
        *({"name": name, "description": r["description"]} for name, r in config["resources"].items()),
    ]
    document["components"] = {
        "parameters": _parameters(lang),
        "responses": _responses(),
        "schemas": _schemas(),
    }
    return document


def _operation(path: str, operation: dict[str, Any], config: dict[str, Any], lang: Lang) -> dict[str, Any]:
    """One GET: references made local, parameters completed, words in the language."""
    parts = path.strip("/").split("/")
    kind = {4: "items", 3: parts[-1], 2: "collection", 1: parts[-1] or "root"}[len(parts)]
    names = [reference.rsplit("/", 1)[-1] for p in operation["parameters"] if (reference := p.get("$ref"))]
    inline = [p for p in operation["parameters"] if "$ref" not in p]
    if kind == "items" and len(parts) == 3:
        names = ["f-items", "lang", "bbox", "bbox-crs", "crs", "datetime", "filter", "filter-lang"]
        names += ["filter-crs", "offset", "resulttype", "skipGeometry", "sortby"]
        for parameter in inline:
            if parameter["name"] in SAID:
                parameter["description"] = SAID[parameter["name"]].get(lang)
    elif kind == "items":
        names = ["featureId", "crs", "f", "lang"]
    else:
        names, inline = ["f", "lang"], []
    title = config["resources"][parts[1]]["title"] if len(parts) > 1 else ""
    key = kind if kind in {"items", "schema", "queryables", "openapi", "conformance", "collections"} else ""
    words = ogc_word(key, lang) if key else title or ogc_word("title", lang)
    found = "Feature" if len(parts) == 4 else {"items": "Features"}.get(kind, "Document")
    codes = {"200": found, "400": "Problem"} | ({"404": "Problem"} if len(parts) > 1 else {})
    return {
        "summary": f"{title}: {words}" if title and key else words,
        "tags": operation["tags"],
        "operationId": operation["operationId"],
        "parameters": [*({"$ref": f"#/components/parameters/{name}"} for name in names), *inline],
        "responses": {code: {"$ref": f"#/components/responses/{name}"} for code, name in codes.items()},
    }


def _parameters(lang: Lang) -> dict[str, Any]:
    text, crs = {"type": "string"}, {"type": "string", "enum": [CRS84], "default": CRS84}
    schemas: dict[str, Any] = {
        "f": text | {"enum": ["json", "html"], "default": "json"},
        "f-items": text | {"enum": ["json", "html", "csv"], "default": "json"},
        "lang": text | {"enum": list(LANGS), "default": lang},
        "bbox": {
            "type": "array",
            "minItems": 4,
            "maxItems": 6,
            "items": {"type": "number", "minimum": -180, "maximum": 180},
        },
        "crs": crs,
        "bbox-crs": crs,
        "filter-crs": crs,
        "datetime": text,
        "filter": text,
        "filter-lang": text | {"enum": list(FILTER_LANGS), "default": FILTER_LANGS[0]},
        "offset": {"type": "integer", "minimum": 0, "default": 0},
        "resulttype": text | {"enum": ["results", "hits"], "default": "results"},
        "skipGeometry": {"type": "boolean", "default": False},
        "sortby": {"type": "array", "items": text},
        "featureId": text,
    }
    return {
        key: {
            "name": (name := key.removesuffix("-items")),
            "in": "path" if name == "featureId" else "query",
            "required": name == "featureId",
            "description": SAID[name].get(lang),
            "schema": schema,
            "style": "simple" if name == "featureId" else "form",
            "explode": False,
        }
        for key, schema in schemas.items()
    }


def _responses() -> dict[str, Any]:
    def answer(description: str, media: str, schema: str, *others: dict[str, Any]) -> dict[str, Any]:
        content = {media: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
        for other in others:
            content |= other
        return {"description": description, "content": content}

    csv = {"text/csv": {"schema": {"type": "string"}}}
    schema_json = {"application/schema+json": {"schema": {"type": "object"}}}
    oas = {"application/vnd.oai.openapi+json;version=3.0": {"schema": {"type": "object"}}}
    return {
        "Document": answer("OK", "application/json", "document", schema_json, oas, HTML),
        "Features": answer("OK", "application/geo+json", "featureCollection", csv, HTML),
        "Feature": answer("OK", "application/geo+json", "feature", HTML),
        "Problem": {"description": "RFC 9457", "content": PROBLEM},
    }


def _schemas() -> dict[str, Any]:
    text = {"type": "string"}
    link = {
        "type": "object",
        "required": ["href", "rel"],
        "properties": dict.fromkeys(("href", "rel", "type", "hreflang", "title"), text),
    }
    links = {"type": "array", "items": {"$ref": "#/components/schemas/link"}}
    feature = {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": text | {"enum": ["Feature"]},
            "id": text,
            "geometry": {"type": "object", "nullable": True},
            "properties": {"type": "object"},
            "links": links,
        },
    }
    return {
        "link": link,
        "document": {"type": "object", "properties": {"links": links}},
        "feature": feature,
        "featureCollection": _feature_collection(links),
        "problem": {
            "type": "object",
            "required": ["title", "status"],
            "properties": {"type": text, "title": text, "status": {"type": "integer"}},
        },
    }


def _feature_collection(links: dict[str, Any]) -> dict[str, Any]:
    count = {"type": "integer", "minimum": 0}
    return {
        "type": "object",
        "required": ["type", "features", "links", "numberMatched"],
        "properties": {
            "type": {"type": "string", "enum": ["FeatureCollection"]},
            "features": {
                "type": "array",
                "maxItems": 2 * DEFAULT_LIMIT,
                "items": {"$ref": "#/components/schemas/feature"},
            },
            "links": links,
            "numberMatched": count,
            "numberReturned": count,
        },
    }
