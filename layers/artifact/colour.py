"""A layer coloured by one of its columns: each feature drawn by the class of its number.

``layers/web/colour.ts`` does the same in the browser; both keep to ``tests/shared/colour_cases.json``. A
renderer needs no rule of its own: it draws the marks and the features that are here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, cast

from layers.artifact.asof import PAST
from layers.words import day as in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.artifact.model import Artifact, Feature, Meta
    from layers.artifact.scales import Coloured, Colouring, Scale, ScaleStyles
    from layers.schema.marks import LegendEntry

#: What the identifier of a symbol ends with, after that of the area whose number it shows.
SYMBOL: Final = "~symbol"


def coloured(artifact: Artifact, choice: str) -> Artifact:
    """Return a layer drawn by the classes of one of its columns.

    Parameters
    ----------
    artifact
        The layer, as built or as of a day. It is not changed.
    choice
        The column's name, after which ``.tint`` or ``.symbol`` may ask for a way to draw it; empty for
        the layer as it is.

    Returns
    -------
    Artifact
        The same where the layer has no such column. Else one whose marks are the column's classes, the
        greatest first, that of no data and what else is drawn. Where a number is a symbol, an area keeps
        a quiet outline and is followed by a point with a number's symbol (``symbol_of`` names the area).
        What no longer holds, and lines, stay as they were. A warning and what the column counts come first
        among the caveats.
    """
    column, _, asked = choice.partition(".")
    meta = artifact.meta
    scale = meta.get("classes", {}).get(column)
    if scale is None:
        return artifact
    how = cast("Colouring", asked or scale["how"])
    painter = _Painter(meta, column, how, scale, meta["class_styles"])
    features = [drawn for feature in artifact.features for drawn in painter.draw(feature)]
    words = painter.words()
    said = [words["warning"], f"{words['title']}{_colon(meta)}{words['about']}" if words["about"] else ""]
    caveats = [*filter(None, said), *meta["caveats"]]
    painted = meta | {"marks": painter.marks(), "coloured": words, "caveats": caveats}
    return replace(artifact, meta=painted, features=features)


def own_features(artifact: Artifact) -> list[Feature]:
    """The features of a layer without the symbols that stand for the numbers of its areas."""
    return [feature for feature in artifact.features if "symbol_of" not in feature]


def titled(meta: Meta, *, is_dated: bool = True) -> str:
    """A layer's title, with the column that it is coloured by and, unless said elsewhere, the day."""
    if "coloured" not in meta:
        return meta["title"]
    words = meta["coloured"]
    column = next(field["label"] for field in meta["fields"] if field["name"] == words["column"])
    return f"{meta['title']}{_colon(meta)}{words['title'] if is_dated else column}"


def _colon(meta: Meta) -> str:
    return "\N{NARROW NO-BREAK SPACE}: " if meta["lang"] == "fr" else ": "


@dataclass
class _Painter:
    """Draws features by the class of their number, and gathers the marks that this takes.

    Marks of one class differ by their shape and by the dash, the names and the least zoom of the marks that
    they replace; each such way has a number, from 0 on.
    """

    meta: Meta
    column: str
    how: Colouring
    scale: Scale
    styles: ScaleStyles
    former: dict[str, LegendEntry] = field(init=False)
    ways: list[tuple[str, str, str, int]] = field(default_factory=list)
    used: dict[str, LegendEntry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.former = {mark["key"]: mark for mark in self.meta["marks"]}

    def draw(self, feature: Feature) -> Iterator[Feature]:
        """Yield the feature as it is drawn, and the symbol of its number where there is one."""
        mark = self.former[feature["properties"]["mark"]]
        geometry = feature["geometry"]
        value = cast("float | None", feature["properties"].get(self.column))
        at = None if value is None else self._class(value)
        if geometry is None or mark["key"].endswith(PAST) or mark["shape"] == "line":
            self.used[mark["key"]] = mark
            yield feature
        elif geometry["type"] == "Point":
            style = self.styles["symbol" if self.how == "symbol" else "spot"]
            yield self._marked(feature, self._of_class(style, mark | {"dash": ""}, at, "unsaid_point"))
        elif self.how == "tint" or at is None:
            yield self._marked(feature, self._of_class(self.styles["tint"], mark, at, "unsaid_area"))
        else:
            yield self._marked(feature, self._outline(mark))
            yield self._symbol(feature, mark, at)

    def _class(self, value: float) -> int:
        ends = self.scale["ends"]
        return next((at for at, end in enumerate(ends) if value <= end), len(ends) - 1)

    def _of_class(self, style: LegendEntry, former: LegendEntry, at: int | None, unsaid: str) -> LegendEntry:
        """A class's mark, or that of no data, in the way of the mark that it replaces."""
        shape = self.styles[unsaid]["shape"]  # type: ignore[literal-required]
        way = shape, former["dash"], former["label_style"], former["min_zoom"]
        if way not in self.ways:
            self.ways.append(way)
        number = self.ways.index(way)
        kept = cast("LegendEntry", {"dash": way[1], "label_style": way[2], "min_zoom": way[3]})
        if at is None:
            unsaid_mark: LegendEntry = self.styles[unsaid]  # type: ignore[literal-required]
            return self._use(unsaid_mark | kept | {"key": _key("unsaid", number)})
        return self._use(style | self._look(at) | kept | {"key": _key(f"class-{at}", number)})

    def _look(self, at: int) -> LegendEntry:
        """What a class changes in the mark that it is drawn with."""
        look = {"label": self.scale["labels"][at], "scale": True}
        if self.how == "tint":
            look["color"] = self.scale["colors"][at]
        else:
            look["radius"] = self.scale["radii"][at]
        return cast("LegendEntry", look)

    def _use(self, mark: LegendEntry) -> LegendEntry:
        return self.used.setdefault(mark["key"], mark)

    def _outline(self, former: LegendEntry) -> LegendEntry:
        """A quiet outline; marks that it is the same for share one, named after the layer."""
        key = f"outline-{former['dash']}"
        known = self.used.get(key)
        label = former["label"] if known is None or known["label"] == former["label"] else self.meta["title"]
        quiet: LegendEntry = self.styles["outline"] | {
            "key": key,
            "label": label,
            "dash": former["dash"],
            "min_zoom": former["min_zoom"],
        }
        self.used[key] = quiet
        return self.used[key]

    def _marked(self, feature: Feature, mark: LegendEntry) -> Feature:
        return feature | {"properties": feature["properties"] | {"mark": mark["key"]}}

    def _symbol(self, area: Feature, former: LegendEntry, at: int) -> Feature:
        mark = self._of_class(self.styles["symbol"], former | {"dash": ""}, at, "unsaid_point")
        return {
            "type": "Feature",
            "id": area["id"] + SYMBOL,
            "geometry": {"type": "Point", "coordinates": area["at"]},
            "properties": area["properties"] | {"mark": mark["key"]},
            "symbol_of": area["id"],
        }

    def marks(self) -> list[LegendEntry]:
        """The classes, the greatest first, drawn or not; then no data, outlines, and what stayed."""
        found = []
        for at in range(len(self.scale["ends"]) - 1, -1, -1):
            of_class = [mark for key, mark in self.used.items() if key.split("~")[0] == f"class-{at}"]
            found += of_class or [self._unused(at)]
        classes = {mark["key"] for mark in found}
        rest = [mark for key, mark in self.used.items() if key not in classes]
        return found + sorted(rest, key=lambda mark: not mark["key"].startswith("unsaid"))

    def _unused(self, at: int) -> LegendEntry:
        """A class that nothing is in, as it would be drawn where most of the layer is."""
        points = any(mark["shape"] in ("dot", "pin") for mark in self.former.values())
        style = self.styles["symbol" if self.how == "symbol" else "spot" if points else "tint"]
        return style | self._look(at) | {"key": f"class-{at}"}

    def words(self) -> Coloured:
        """What the legend says above the classes, and below them."""
        meta = self.meta
        column = next(entry for entry in meta["fields"] if entry["name"] == self.column)
        on_day = f", {in_words(meta['as_of'], meta['lang'])}" if "as_of" in meta else ""
        areas = any(mark["shape"] == "area" for mark in self.former.values())
        warned = areas and self.how == "tint" and column.get("measure") != "share"
        return {
            "column": self.column,
            "how": self.how,
            "title": column["label"] + on_day,
            "about": column.get("about", ""),
            "warning": self.styles["warning"] if warned else "",
        }


def _key(name: str, way: int) -> str:
    return f"{name}~{way}" if way else name
