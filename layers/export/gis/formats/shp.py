"""Shapefile, zipped: a folder a layer, a file a type of geometry, and a note of every shortened name."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyogrio

from geodata.text import Text
from layers.export.gis.formats.zipped import write_zip
from layers.export.gis.provenance import describe
from layers.words import typeset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import geopandas as gpd

    from layers.export.gis.frame import GisLayer

NAME: Final = 10  # characters of a column's name, at most
TEXT: Final = 254  # bytes of a text, at most
#: Suffix of the file of each type of geometry, and the type as GDAL names it.
PARTS: Final = {
    "Point": ("points", "Point"),
    "MultiPoint": ("multipoints", "MultiPoint"),
    "LineString": ("lines", "LineString"),
    "MultiLineString": ("lines", "LineString"),
    "Polygon": ("areas", "Polygon"),
    "MultiPolygon": ("areas", "Polygon"),
}
NOTE: Final = {"fr": "LISEZMOI.txt", "en": "README.txt"}
SHORTENED: Final = Text(
    "Un shapefile limite les noms à 10 caractères et les textes à 254 octets. "
    "Les autres formats gardent tout.",
    "A shapefile limits names to 10 characters and texts to 254 bytes. The other formats keep everything.",
)
COLUMN: Final = Text("colonne {short} : {name} ({label})", "column {short}: {name} ({label})")
CUT: Final = Text("textes coupés : {count}", "texts cut: {count}")
UNLOCATED: Final = Text(
    "sans position, dans le fichier {id}_table.dbf : {count}",
    "no position, in the file {id}_table.dbf: {count}",
)


def write_shp(layers: Sequence[GisLayer], path: Path, query: str = "") -> None:
    """Write layers as zipped shapefiles: those of a single layer at the root, else a folder a layer."""
    with tempfile.TemporaryDirectory() as folder:
        members: list[tuple[str, bytes]] = []
        for layer in layers:
            within = f"{layer.id}/" if len(layers) > 1 else ""
            members.append((within + NOTE[layer.lang], _note(layer, query).encode("utf-8-sig")))
            made = Path(folder, layer.id)
            made.mkdir()
            _write_parts(layer, made)
            members += [(within + file.name, file.read_bytes()) for file in sorted(made.iterdir())]
        write_zip(path, members)


def _write_parts(layer: GisLayer, folder: Path) -> None:
    frame = _shortened(layer)
    kinds = frame.geom_type.map(lambda kind: PARTS.get(kind, ("", ""))[0])
    for suffix, kind in dict.fromkeys(PARTS.values()):
        part = frame[kinds == suffix]
        if len(part):
            _write(part, folder / f"{layer.id}_{suffix}.shp", geometry_type=kind)
    rest = frame[frame.geometry.isna()]
    if len(rest) or not len(frame):
        _write(rest.drop(columns="geometry"), folder / f"{layer.id}_table.dbf")


def _write(frame: Any, path: Path, **options: Any) -> None:  # noqa: ANN401 - a frame, with geometry or not
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # texts cut, which the note says
        pyogrio.write_dataframe(
            frame,
            path,
            driver="ESRI Shapefile",
            use_arrow=True,
            ENCODING="UTF-8",
            DBF_DATE_LAST_UPDATE="2024-01-01",
            **options,
        )


def _shortened(layer: GisLayer) -> gpd.GeoDataFrame:
    frame = layer.frame.copy()
    for name in frame.columns:
        if str(frame[name].dtype).startswith("datetime"):
            frame[name] = frame[name].dt.date.astype(object).where(frame[name].notna(), None)
        elif str(frame[name].dtype) == "string":
            frame[name] = frame[name].map(_cut, na_action="ignore").astype("string")
    return frame.rename(columns=short_names([c for c in frame.columns if c != "geometry"]))


def _cut(text: str) -> str:
    """Cut a text to 254 bytes of UTF-8, between two characters."""
    return text if len(text) <= TEXT // 4 else text.encode()[:TEXT].decode(errors="ignore")


def short_names(names: Sequence[str]) -> dict[str, str]:
    """Give each name one of at most 10 characters, unique whatever the case.

    Examples
    --------
    >>> short_names(["id", "period_start", "period_started"])
    {'id': 'id', 'period_start': 'period_sta', 'period_started': 'period_s_2'}
    """
    short: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        made = name[:NAME]
        rank = 2
        while made.lower() in taken:
            made = f"{name[: NAME - len(str(rank)) - 1]}_{rank}"
            rank += 1
        taken.add(made.lower())
        short[name] = made
    return short


def _note(layer: GisLayer, query: str) -> str:
    lang, described = layer.lang, describe(layer, query)
    lines = [described.title, "", typeset(SHORTENED.get(lang), lang), *_losses(layer)]
    labels = {field["name"]: field["label"] for field in described.fields}
    for name, short in short_names(list(labels)).items():
        if short != name:
            text = COLUMN.get(lang).format(short=short, name=name, label=labels[name])
            lines.append(typeset(text, lang))
    lines += ["", *described.labelled()]
    return "\r\n".join(lines) + "\r\n"


def _losses(layer: GisLayer) -> Iterator[str]:
    lang, frame = layer.lang, layer.frame
    texts = [frame[name].dropna() for name in frame.columns if str(frame[name].dtype) == "string"]
    cut = sum(int((column.map(lambda text: len(text.encode())) > TEXT).sum()) for column in texts)
    if cut:
        yield typeset(CUT.get(lang).format(count=cut), lang)
    if unlocated := int(frame.geometry.isna().sum()):
        yield typeset(UNLOCATED.get(lang).format(id=layer.id, count=unlocated), lang)
