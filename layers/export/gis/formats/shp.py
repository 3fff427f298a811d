"""Shapefile, zipped flat: a file a layer and type of geometry, a note, and a dictionary of shortened names.

GDAL, and what reads with it, takes a zip as one source only if its shapefiles lie at the root.
"""

from __future__ import annotations

import csv
import tempfile
import warnings
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyogrio

from geodata.text import Text
from layers.export.gis.formats.zipped import write_zip
from layers.export.gis.provenance import describe
from layers.export.gis.short import short_names
from layers.words import typeset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import geopandas as gpd

    from layers.export.gis.frame import GisLayer

TEXT: Final = 254  # bytes of a text, at most
CUT_SIGN: Final = "…"  # ends a text that was cut
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
DICTIONARY: Final = {"fr": "champs.csv", "en": "fields.csv"}
SHORTENED: Final = Text(
    "Un shapefile limite les noms à 10 caractères ({dictionary}) et les textes à 254 octets : un texte "
    "coupé finit par « … ». Les autres formats gardent tout.",
    "A shapefile limits names to 10 characters ({dictionary}) and texts to 254 bytes: a text that was "
    "cut ends with “…”. The other formats keep everything.",
)
CUT: Final = Text("textes coupés : {count}", "texts cut: {count}")
UNLOCATED: Final = Text(
    "sans position, dans le fichier {id}_table.dbf : {count}",
    "no position, in the file {id}_table.dbf: {count}",
)


def write_shp(layers: Sequence[GisLayer], path: Path, query: str = "") -> None:
    """Write layers as zipped shapefiles, all at the root, each named by its layer and type of geometry."""
    lang = layers[0].lang
    notes = "\r\n".join(_note(layer, query) for layer in layers)
    members = [(NOTE[lang], notes.encode("utf-8-sig")), (DICTIONARY[lang], _dictionary(layers))]
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        for layer in layers:
            _write_parts(layer, made)
        members += [(file.name, file.read_bytes()) for file in sorted(made.iterdir())]
    write_zip(path, members)


def _dictionary(layers: Sequence[GisLayer]) -> bytes:
    """Each column of each layer: its name here, its full name, words, unit and what it counts, as CSV."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(("layer", "short", "name", "label", "unit", "kind", "about"))
    for layer in layers:
        fields = describe(layer).fields
        short = short_names([field["name"] for field in fields])
        for field in fields:
            said = (field["label"], field["unit"], field["kind"], field.get("about", ""))
            writer.writerow((layer.id, short[field["name"]], field["name"], *said))
    return text.getvalue().encode("utf-8-sig")


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
    """Cut a text to 254 bytes of UTF-8, between two characters, and say so."""
    written = text.encode()
    if len(written) <= TEXT:
        return text
    return written[: TEXT - len(CUT_SIGN.encode())].decode(errors="ignore") + CUT_SIGN


def _note(layer: GisLayer, query: str) -> str:
    lang, described = layer.lang, describe(layer, query)
    lines = [
        described.title,
        "",
        typeset(SHORTENED.get(lang).format(dictionary=DICTIONARY[lang]), lang),
        *_losses(layer),
    ]
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
