"""The registry of formats: what each is called, what its file is, and who writes it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.errors import NotFoundError
from geodata.text import Text, same

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from layers.export.gis.frame import GisLayer


@dataclass(frozen=True, slots=True)
class Format:
    """One format of download.

    Parameters
    ----------
    id
        Its name on the command line and in addresses.
    ending
        What the file's name ends in.
    title, about
        Its name in menus, and what opens it.
    media_type
        As registered with IANA, where it is.
    holds_many
        Whether a file holds several layers as such; where not, they are merged into one table.
    writer
        ``module:function`` of this package. The function takes the layers, a path and the query;
        it is imported when it is first used.
    options
        Names of further arguments that the writer takes.
    whole
        Whether the file is always that of everything published.
    styled
        Whether it says how features are drawn, and so may be coloured by a column.
    grounded
        Whether the basemap comes with whatever is asked for, for use where there is no network.
    live
        Whether the file reads the layers at the service instead of holding them.
    """

    id: str
    ending: str
    title: Text
    about: Text
    media_type: str
    holds_many: bool
    writer: str
    options: frozenset[str] = field(default_factory=frozenset)
    whole: bool = False
    styled: bool = False
    grounded: bool = False
    live: bool = False

    def write(
        self,
        layers: Sequence[GisLayer],
        path: Path,
        query: str = "",
        options: Mapping[str, Any] | None = None,
    ) -> None:
        """Write layers to a file."""
        module, name = self.writer.split(":")
        function: Callable[..., None] = getattr(import_module(f"layers.export.gis.{module}"), name)
        given = {key: value for key, value in (options or {}).items() if key in self.options}
        function(layers, path, query=query, **given)

    def to_bytes(
        self, layers: Sequence[GisLayer], query: str = "", options: Mapping[str, Any] | None = None
    ) -> bytes:
        """Write layers in a temporary folder, which the drivers of GDAL ask for, and return the file."""
        import pyogrio  # noqa: PLC0415 - loaded on first use only

        pyogrio.set_gdal_config_options({"OGR_SQLITE_SYNCHRONOUS": "OFF"})  # a draft need not survive a crash
        with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
            path = Path(folder, f"{NAME}{Path(self.ending).suffix or '.' + self.ending}")
            self.write(layers, path, query, options)
            return path.read_bytes()


#: Name of a file of several layers, and of what lies inside a zip.
NAME: Final = "mission-atlas"
#: How tables are written: a row of HXL hashtags, words for headings, Excel in the file's language.
_TABLE: Final = frozenset({"hxl", "names"})

#: What carries the address of the view.
_LINKED: Final = frozenset({"view"})

#: Every format, in the order of menus.
FORMATS: Final = (
    Format(
        "geojson",
        "geojson",
        same("GeoJSON"),
        Text("RFC 7946 : web, QGIS, geopandas, R", "RFC 7946: web, QGIS, geopandas, R"),
        "application/geo+json",
        holds_many=False,
        writer="formats.geojson:write_geojson",
        options=_LINKED,
    ),
    Format(
        "gpkg",
        "gpkg",
        same("GeoPackage"),
        Text("QGIS et ArcGIS, avec les styles", "QGIS and ArcGIS, with styles"),
        "application/geopackage+sqlite3",
        holds_many=True,
        styled=True,
        writer="qgis.gpkg:write_gpkg",
    ),
    Format(
        "qgis",
        "qgis.zip",
        Text("Projet QGIS et données", "QGIS project and data"),
        Text("zip à décompresser : projet et GeoPackage", "zip to unpack: project and GeoPackage"),
        "application/zip",
        holds_many=True,
        styled=True,
        writer="qgis.project:write_bundle",
        options=frozenset({"index"}),
    ),
    Format(
        "qgz",
        "qgz",
        Text("Projet QGIS en direct", "QGIS project, live"),
        Text("lit les couches à cette adresse", "reads the layers at this address"),
        "application/x-qgis-project",
        holds_many=True,
        writer="qgis.project:write_qgz",
        options=frozenset({"index", "source"}),
        live=True,
    ),
    Format(
        "kmz",
        "kmz",
        same("KMZ"),
        Text("Google Earth, avec les symboles", "Google Earth, with the symbols"),
        "application/vnd.google-earth.kmz",
        holds_many=True,
        styled=True,
        writer="formats.kml:write_kmz",
        options=_LINKED,
    ),
    Format(
        "kml",
        "kml",
        same("KML"),
        Text("le même en texte, sans images", "the same as text, without pictures"),
        "application/vnd.google-earth.kml+xml",
        holds_many=True,
        styled=True,
        writer="formats.kml:write_kml",
        options=_LINKED,
    ),
    Format(
        "tak",
        "tak.zip",
        Text("Paquet de données TAK", "TAK data package"),
        Text("ATAK, WinTAK et iTAK : KMZ et GeoPackage", "ATAK, WinTAK and iTAK: KMZ and GeoPackage"),
        "application/zip",
        holds_many=True,
        styled=True,
        writer="formats.tak:write_tak",
    ),
    Format(
        "qfield",
        "qfield.zip",
        Text("Projet de terrain", "Field project"),
        Text("QField, Mergin Maps : avec des notes", "QField, Mergin Maps: with notes"),
        "application/zip",
        holds_many=True,
        styled=True,
        grounded=True,
        writer="qgis.field:write_field",
        options=frozenset({"index"}),
    ),
    Format(
        "shp",
        "shp.zip",
        same("Shapefile"),
        Text("zip ; noms raccourcis, notés dans le zip", "zip; names shortened, as noted inside"),
        "application/zip",
        holds_many=True,
        writer="formats.shp:write_shp",
    ),
    Format(
        "fgb",
        "fgb",
        same("FlatGeobuf"),
        Text("QGIS, GDAL, lecture partielle", "QGIS, GDAL, partial reading"),
        "application/vnd.flatgeobuf",
        holds_many=False,
        writer="formats.fgb:write_fgb",
    ),
    Format(
        "parquet",
        "parquet",
        same("GeoParquet"),
        Text("geopandas, DuckDB, R, BigQuery", "geopandas, DuckDB, R, BigQuery"),
        "application/vnd.apache.parquet",
        holds_many=False,
        writer="formats.parquet:write_parquet",
    ),
    Format(
        "csv",
        "csv",
        same("CSV"),
        Text("tableau ; surfaces en WKT", "table; areas as WKT"),
        "text/csv",
        holds_many=False,
        writer="formats.tabular:write_csv_file",
        options=_TABLE | {"dialect"},
    ),
    Format(
        "xlsx",
        "xlsx",
        same("Excel"),
        Text("une feuille par couche, sources à la fin", "a sheet a layer, sources at the end"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        holds_many=True,
        writer="formats.tabular:write_xlsx_file",
        options=_TABLE,
    ),
    Format(
        "datapackage",
        "datapackage.zip",
        Text("Paquet de données", "Data package"),
        Text("tableaux publiés, Frictionless, zip", "published tables, Frictionless, zip"),
        "application/zip",
        holds_many=True,
        writer="formats.datapackage:write_datapackage",
        options=frozenset({"data"}),
        whole=True,
    ),
)


def format_of(name: str) -> Format:
    """Return a format by its identifier or its ending.

    Raises
    ------
    NotFoundError
        If there is none of this name.
    """
    for form in FORMATS:
        if name in (form.id, form.ending):
            return form
    known = ", ".join(form.id for form in FORMATS)
    raise NotFoundError(
        f"Format inconnu : « {name[:30]} » (connus : {known}).",
        f"No such format: “{name[:30]}” (known: {known}).",
    )
