"""What the panel says of one layer behind its "…": documents, fields, controls, colours, files.

``templates/layer_about.html`` writes it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.artifact.joined import in_brief
from layers.schema.parameters import from_dict
from layers.words import day, licence, typeset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.text import Lang
    from layers.artifact.model import FieldEntry, LayerEntry, SourceEntry
    from layers.schema.parameters import Parameter
    from layers.view.state import ViewState


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """A theme of the joined columns, and how many a layer has of it."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class FieldMeaning:
    """A field of a layer's files: name there, label, unit, and ``kind`` (``number``, ``date``, …)."""

    name: str
    label: str
    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class Control:
    """The control of one argument of a computed layer.

    Parameters
    ----------
    name
        Layer and argument, as the address names them (``coverage.erp_kw``).
    kind
        ``number``, ``choice`` or ``switch``.
    value
        The value, as the address writes it.
    unit, minimum, maximum, step
        Of a number: its bounds, in ``unit``, and the step of its slider.
    choices
        Of a choice: values, each with its words.
    """

    name: str
    label: str
    kind: str
    value: str
    unit: str = ""
    minimum: float = 0
    maximum: float = 0
    step: float = 0
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ColourChoice:
    """What a layer may be coloured by.

    Parameters
    ----------
    themes
        Titles of themes, each with its columns: name, words and the way that each is drawn by itself.
    column
        The column chosen, or empty.
    how
        How it is drawn: ``tint``, ``symbol``, or empty where none is chosen.
    """

    themes: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    column: str
    how: str


@dataclass(frozen=True, slots=True)
class LayerAbout:
    """What to know of one layer.

    Parameters
    ----------
    data_date
        Date of the data in words; empty where unknown.
    colours
        What it may be coloured by, if anything.
    opacity
        Percent, 0 to 100.
    bounds
        South, west, north, east in degrees (WGS 84), joined by commas; empty where it has no place.
    """

    id: str
    title: str
    about: str
    controls: tuple[Control, ...]
    caveats: tuple[str, ...]
    sources: tuple[str, ...]
    data_date: str
    licences: tuple[str, ...]
    fields: tuple[FieldMeaning, ...]
    themes: tuple[ThemeCount, ...]
    colours: ColourChoice | None
    opacity: int
    bounds: str


def layer_about(entry: LayerEntry, view: ViewState) -> LayerAbout:
    """Read what to know of a layer from its entry of the index, with its controls as a view sets them."""
    lang = view.lang
    west, south, east, north = entry["bounds"] or (None,) * 4
    given = view.arguments.get(entry["id"], {})
    return LayerAbout(
        id=entry["id"],
        title=entry["title"][lang],
        about=typeset(entry["about"][lang], lang),
        controls=tuple(_control(entry["id"], from_dict(p), given, lang) for p in entry["parameters"]),
        caveats=tuple(typeset(caveat, lang) for caveat in entry["caveats"][lang]),
        sources=tuple(_source(source, lang) for source in entry["sources"][lang]),
        data_date=day(entry["data_date"], lang) if entry["data_date"] else "",
        licences=tuple(licence(name, lang) for name in entry["licence"]),
        fields=tuple(
            FieldMeaning(field["name"], field["label"], field["kind"], field["unit"])
            for field in in_brief(entry["fields"][lang])
        ),
        themes=_themes(entry["fields"][lang]),
        colours=_colours(entry, view) if entry["colours"] else None,
        opacity=view.opacity.get(entry["id"], 100),
        bounds="" if west is None else f"{south},{west},{north},{east}",
    )


def _themes(fields: list[FieldEntry]) -> tuple[ThemeCount, ...]:
    """The joined columns by theme; each by itself is in tables and files, as they are many."""
    counts = Counter(field["theme_title"] for field in fields if "theme" in field)
    return tuple(ThemeCount(title, count) for title, count in counts.items())


def _colours(entry: LayerEntry, view: ViewState) -> ColourChoice:
    ways = entry["colours"]
    themes: dict[str, list[tuple[str, str, str]]] = {}
    for field in entry["fields"][view.lang]:
        if field["name"] in ways:
            unit = f" ({field['unit']})" if field["unit"] else ""
            column = field["name"], typeset(field["label"] + unit, view.lang), ways[field["name"]]
            themes.setdefault(field.get("theme_title", ""), []).append(column)
    chosen, _, how = view.colour.get(entry["id"], "").partition(".")
    listed = tuple((title, tuple(columns)) for title, columns in themes.items())
    return ColourChoice(listed, chosen, how or (ways[chosen] if chosen else ""))


def _source(source: SourceEntry, lang: Lang) -> str:
    parts = [source["title"], source["date"] and day(source["date"], lang)]
    return typeset(", ".join(part for part in parts if part), lang)


def _control(layer: str, parameter: Parameter, given: Mapping[str, str], lang: Lang) -> Control:
    value = given.get(parameter.name, parameter.write(parameter.default))
    return Control(
        name=f"{layer}.{parameter.name}",
        label=parameter.label.get(lang),
        kind=parameter.kind,
        value=value,
        unit=parameter.unit,
        minimum=parameter.minimum,
        maximum=parameter.maximum,
        step=parameter.step,
        choices=tuple((key, words.get(lang)) for key, words in parameter.choices),
    )
