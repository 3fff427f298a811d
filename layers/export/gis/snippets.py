"""A few lines of code that read one layer in the tools that analysts use. The tests run each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.text import Text, same

if TYPE_CHECKING:
    from geodata.text import Lang

#: What each is for, in the order in which they are shown.
TOOLS: Final = {
    "python": same("Python (geopandas)"),
    "r": same("R (sf)"),
    "qgis": Text("QGIS, console Python", "QGIS, Python console"),
    "duckdb": Text("DuckDB (SQL)", "DuckDB (SQL)"),
    "curl": same("curl"),
}
_CODE: Final = {
    "python": """import geopandas as gpd

layer = gpd.read_file("{url}.geojson?lang={lang}")
print(len(layer), list(layer.columns))
""",
    "r": """library(sf)
layer <- st_read("{url}.geojson?lang={lang}", quiet = TRUE)
print(nrow(layer))
""",
    "qgis": """from qgis.core import QgsProject, QgsVectorLayer

layer = QgsVectorLayer("{url}.geojson?lang={lang}", "{layer}", "ogr")
QgsProject.instance().addMapLayer(layer)
print(layer.featureCount())
""",
    "duckdb": """INSTALL httpfs;
LOAD httpfs;
SELECT id, name FROM read_parquet('{url}.parquet?lang={lang}');
""",
    "curl": """curl -fsS -o {layer}.csv '{url}.csv?lang={lang}{rows}'
""",
}


def snippets(layer: str, base: str, lang: Lang, *, has_facts: bool = False) -> dict[str, str]:
    """The code that reads a layer, by tool.

    Parameters
    ----------
    layer
        Identifier of the layer.
    base
        Public address of the explorer, without a slash at its end.
    lang
        Language of the layer's words.
    has_facts
        Whether the layer may be had with one row a fact, which a table is best read as.

    Examples
    --------
    >>> print(snippets("sites", "https://atlas.example", "en")["curl"], end="")
    curl -fsS -o sites.csv 'https://atlas.example/layers/sites.csv?lang=en'
    """
    rows = "&rows=facts" if has_facts else ""
    url = f"{base}/layers/{layer}"
    return {tool: _CODE[tool].format(url=url, lang=lang, layer=layer, rows=rows) for tool in TOOLS}
