"""The view: everything that decides what the reader sees. It round-trips to the URL's query.

============== ============================================ ==========================
URL field      meaning                                      example
============== ============================================ ==========================
``lang``       language, ``fr`` or ``en``                   ``lang=en``
``layers``     layers that are on, in catalogue order;      ``layers=sectors,sites``
               ``none`` for none
``order``      layers raised above the others, topmost      ``order=regions``
               first; the rest keep catalogue order
``ID.opacity`` opacity of layer ID, percent (100 unless     ``sectors.opacity=50``
               said)
``ID.NAME``    argument NAME of computed layer ID         ``coverage.erp_kw=2``
``at``         centre latitude, longitude and zoom;         ``at=16.27,-0.04,7``
               without it the map shows the whole country
``base``       basemap: ``atlas`` (ours, offline),          ``base=blank``
               ``blank``, or the name of an online one
``sel``        place whose dossier is open; ``figures`` for ``sel=gao``
               the page of figures, ``figures-results``,
               ``figures-conflicts`` or
               ``figures-topics`` for one of its tables
``table``      layer that is read as a table                ``table=sites``
``date``       day as of which the facts are shown, ISO     ``date=2020-08-31``
               8601, 2013 to 2023; absent, all dates
``compare``    the other day of a comparison; needs         ``compare=2018-03-31``
               ``date``
``embed``      ``1`` for map and legend alone, to set in     ``embed=1``
               another page
============== ============================================ ==========================
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, quote

from geodata.errors import InputError
from geodata.text import LANGS, Lang, Text
from layers.days import read_days
from layers.order import fewest, from_the_top
from layers.parameters import from_dict
from layers.spec import UNLISTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.parameters import Parameter

#: The fields of the URL, in canonical order (``ID.opacity`` follows ``layers``).
QUERY_FIELDS: Final = (
    "lang",
    "layers",
    "order",
    "ID.opacity",
    "ID.NAME",
    "at",
    "base",
    "sel",
    "table",
    "date",
    "compare",
    "embed",
)
ZOOMS: Final = (4, 16)
#: Selections that are no place: the parts of the page of figures.
FIGURES: Final = ("figures", "figures-results", "figures-conflicts", "figures-topics")


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the map looks: WGS 84 degrees and a web-map zoom level (quarter steps)."""

    lat: float
    lon: float
    zoom: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "lat", round(self.lat, 4) + 0.0)
        object.__setattr__(self, "lon", round(self.lon, 4) + 0.0)
        object.__setattr__(self, "zoom", round(self.zoom * 4) / 4)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a view may name: the layers in catalogue order, basemaps and places of one build."""

    layers: tuple[str, ...]
    defaults: tuple[str, ...]
    basemaps: tuple[str, ...] = ("atlas", "blank")
    places: frozenset[str] = frozenset()
    parameters: Mapping[str, tuple[Parameter, ...]] = field(default_factory=dict)

    def parameter(self, layer: str, name: str) -> Parameter | None:
        """Return one declared parameter of a layer."""
        return next((p for p in self.parameters.get(layer, ()) if p.name == name), None)


def rules_of(index: Mapping[str, Any], basemaps: tuple[str, ...] = ()) -> Rules:
    """Return what a view of one build may name, from its index of layers and places."""
    listed = [entry for entry in index["layers"] if entry["group"] not in UNLISTED]
    parameters = {
        entry["id"]: tuple(from_dict(p) for p in entry["parameters"])
        for entry in listed
        if entry["parameters"]
    }
    panels = {f"layer:{layer}" for layer in parameters}
    return Rules(
        layers=tuple(entry["id"] for entry in listed),
        defaults=tuple(entry["id"] for entry in listed if entry["is_default"]),
        basemaps=("atlas", "blank", *basemaps),
        places=frozenset({place["id"] for place in index["places"]} | panels),
        parameters=parameters,
    )


@dataclass(frozen=True, slots=True)
class ViewState:
    """One view, canonical on construction.

    Parameters
    ----------
    lang
        Language of every word.
    layers
        Identifiers of the layers that are on, in catalogue order.
    order
        The layers raised above the others, topmost first, as few as the order needs.
    opacity
        Percent, for the layers that are not fully opaque.
    arguments
        For each computed layer, its arguments that differ from the defaults, as URL texts by name.
    camera
        Centre and zoom; ``None`` shows the whole country whatever the screen's size.
    base
        Basemap.
    selection
        Identifier of the place whose dossier is open, or empty.
    table
        Identifier of the layer that is read as a table, or empty.
    date
        Day as of which the facts are shown, ISO 8601, or empty for every date together.
    compare
        The other day of a comparison, or empty; there is none without ``date``.
    embed
        Whether only map and legend show, for the frame of another page.
    """

    lang: Lang = "fr"
    layers: tuple[str, ...] = ()
    opacity: Mapping[str, int] = field(default_factory=dict)
    arguments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    camera: Camera | None = None
    base: str = "atlas"
    selection: str = ""
    table: str = ""
    embed: bool = False
    order: tuple[str, ...] = ()
    date: str = ""
    compare: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", fewest(self.order, self.layers))
        object.__setattr__(self, "compare", self.compare if self.date else "")
        kept = {k: v for k, v in self.opacity.items() if k in self.layers and v != 100}
        object.__setattr__(self, "opacity", {k: kept[k] for k in self.layers if k in kept})
        given = {k: dict(v) for k, v in self.arguments.items() if v and k in self.layers}
        object.__setattr__(self, "arguments", {k: given[k] for k in self.layers if k in given})

    @property
    def drawn(self) -> tuple[str, ...]:
        """The layers that are on, from the top of the drawing down."""
        return from_the_top(self.order, self.layers)

    def to_query(self) -> str:
        """Write the view as a URL query, without the question mark; equal views give equal text."""
        pairs = [("lang", self.lang), ("layers", ",".join(self.layers) or "none")]
        if self.order:
            pairs.append(("order", ",".join(self.order)))
        pairs += [(f"{layer}.opacity", str(value)) for layer, value in self.opacity.items()]
        pairs += [
            (f"{layer}.{name}", text)
            for layer, given in self.arguments.items()
            for name, text in given.items()
        ]
        if self.camera:
            camera = self.camera
            pairs.append(("at", ",".join(map(_short, (camera.lat, camera.lon, camera.zoom)))))
        if self.base != "atlas":
            pairs.append(("base", self.base))
        if self.selection:
            pairs.append(("sel", self.selection))
        if self.table:
            pairs.append(("table", self.table))
        pairs += [(name, day) for name, day in (("date", self.date), ("compare", self.compare)) if day]
        if self.embed:
            pairs.append(("embed", "1"))
        return "&".join(f"{key}={quote(value, safe=',.-')}" for key, value in pairs)

    def with_lang(self, lang: Lang) -> ViewState:
        """Return the same view in another language."""
        return replace(self, lang=lang)


def _short(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".")


def from_query(query: str, rules: Rules, lang: Lang = "fr") -> tuple[ViewState, list[Text]]:
    """Read a view from a URL query.

    Parameters
    ----------
    query
        The query, without the question mark. Unknown fields are ignored.
    rules
        What the view may name.
    lang
        Language where the query names none.

    Returns
    -------
    tuple
        The view, and a message for each value that could not be used and was replaced by its default.
    """
    fields = dict(parse_qsl(query, keep_blank_values=True))
    problems: list[Text] = []
    view = ViewState(
        lang=_lang(fields, lang, problems),
        layers=_layers(fields, rules, problems),
        opacity=_opacity(fields, rules, problems),
        arguments=_arguments(fields, rules, problems),
        camera=_camera(fields, problems),
        base=_one_of(fields, "base", rules.basemaps, "atlas", problems),
        selection=_one_of(fields, "sel", rules.places | {*FIGURES}, "", problems),
        table=_one_of(fields, "table", rules.layers, "", problems),
        embed=_one_of(fields, "embed", ("1",), "0", problems) == "1",
        order=_order(fields, rules, problems),
        **_days(fields, problems),
    )
    return view, problems


def _problem(name: str, value: str, fr: str, en: str) -> Text:
    shown = value if len(value) <= 40 else value[:40] + "…"
    return Text(
        f"Adresse : {name} = « {shown} » n’est pas utilisable ({fr}).",
        f"Address: {name} = “{shown}” cannot be used ({en}).",
    )


def _lang(fields: dict[str, str], default: Lang, problems: list[Text]) -> Lang:
    value = fields.get("lang", default)
    for lang in LANGS:
        if value == lang:
            return lang
    problems.append(_problem("lang", value, "fr ou en", "fr or en"))
    return default


def _layers(fields: dict[str, str], rules: Rules, problems: list[Text]) -> tuple[str, ...]:
    if "layers" not in fields:
        return rules.defaults
    asked = {name for name in fields["layers"].split(",") if name and name != "none"}
    unknown = sorted(asked - set(rules.layers))
    if unknown:
        problems.append(_problem("layers", ",".join(unknown), "couche inconnue", "no such layer"))
        if asked == set(unknown):
            return rules.defaults
    return tuple(name for name in rules.layers if name in asked)


def _order(fields: dict[str, str], rules: Rules, problems: list[Text]) -> tuple[str, ...]:
    asked = tuple(name for name in fields.get("order", "").split(",") if name)
    unknown = sorted(set(asked) - set(rules.layers))
    if unknown:
        problems.append(_problem("order", ",".join(unknown), "couche inconnue", "no such layer"))
    return tuple(name for name in asked if name in rules.layers)


def _opacity(fields: dict[str, str], rules: Rules, problems: list[Text]) -> dict[str, int]:
    found = {}
    for layer in rules.layers:
        value = fields.get(f"{layer}.opacity")
        if value is None:
            continue
        if re.fullmatch(r"\d{1,3}", value) and int(value) <= 100:
            found[layer] = int(value)
        else:
            problems.append(
                _problem(f"{layer}.opacity", value, "entier de 0 à 100", "a whole number, 0 to 100")
            )
    return found


def _arguments(fields: dict[str, str], rules: Rules, problems: list[Text]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for layer, parameters in rules.parameters.items():
        for parameter in parameters:
            text = fields.get(f"{layer}.{parameter.name}")
            if text is None:
                continue
            try:
                value = parameter.read(text)
            except InputError as error:
                problems.append(error.text)
                continue
            if value != parameter.default:
                found.setdefault(layer, {})[parameter.name] = parameter.write(value)
    return found


def _camera(fields: dict[str, str], problems: list[Text]) -> Camera | None:
    value = fields.get("at")
    if value is None:
        return None
    numbers = value.split(",")
    try:
        lat, lon, zoom = (float(n) for n in numbers)
    except ValueError:
        lat = lon = zoom = float("nan")
    if -85 <= lat <= 85 and -180 <= lon <= 180 and ZOOMS[0] <= zoom <= ZOOMS[1]:
        return Camera(lat, lon, zoom)
    problems.append(
        _problem(
            "at",
            value,
            "latitude,longitude,zoom ; zoom de 4 à 16",
            "latitude,longitude,zoom; zoom from 4 to 16",
        )
    )
    return None


def _days(fields: dict[str, str], problems: list[Text]) -> dict[str, str]:
    days, wrong = read_days(fields)
    problems += [_problem(*one) for one in wrong]
    return days


def _one_of(
    fields: dict[str, str],
    name: str,
    known: tuple[str, ...] | frozenset[str],
    default: str,
    problems: list[Text],
) -> str:
    value = fields.get(name, default)
    if value == default or value in known:
        return value
    problems.append(_problem(name, value, "valeur inconnue", "unknown value"))
    return default
