"""Write joined rows and reports to files, by their ending."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pandas as pd
import pyogrio
import xlsxwriter

from geodata.cells import guarded
from geodata.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS: Final = (".csv", ".xlsx", ".gpkg", ".geojson", ".parquet")
#: Names that GeoPackage keeps for itself.
_RESERVED: Final = frozenset({"fid", "geom", "geometry"})


def check_ending(path: Path, endings: tuple[str, ...] = ENDINGS) -> None:
    """Refuse a file whose ending names no format.

    Raises
    ------
    InputError
        Naming those that there are.
    """
    if path.suffix.lower() not in endings:
        known = ", ".join(endings)
        raise InputError(
            f"« {path.name} » : terminaison inconnue ; choisissez parmi {known}.",
            f"“{path.name}”: unknown ending; choose one of {known}.",
        )


def write_frame(frame: pd.DataFrame, path: Path, layer: str = "rows") -> None:
    """Write rows whole: whoever reads the file sees the old one or the new one. A missing folder is made.

    Raises
    ------
    InputError
        If the ending is unknown or the file cannot be written.
    """
    check_ending(path)
    ending = path.suffix.lower()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{os.getpid()}-{path.name}")
        try:
            if ending == ".csv":
                draft.write_text(as_csv(frame), "utf-8-sig")
            elif ending == ".xlsx":
                _write_xlsx(frame, draft)
            else:
                _write_layer(gpd.GeoDataFrame(frame), draft, layer, ending)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except (OSError, pyogrio.errors.DataSourceError) as error:
        raise InputError(
            f"« {path} » ne s’écrit pas : {error}. Choisissez un autre dossier.",
            f"“{path}” cannot be written: {error}. Choose another folder.",
        ) from error


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows without geometry; lines and areas stay as well-known text."""
    if "geometry" not in frame.columns:
        return frame
    shapes = frame["geometry"]
    rest = pd.DataFrame(frame.drop(columns="geometry"))
    known = shapes[shapes.notna()]
    return rest if known.geom_type.eq("Point").all() else rest.assign(atlas_wkt=shapes.to_wkt().fillna(""))


def as_csv(frame: pd.DataFrame) -> str:
    """Write rows as CSV, in which no cell is a formula."""
    rows = plain(frame)
    text = {
        c: rows[c].map(guarded)
        for c in rows.columns
        if rows[c].dtype == object or str(rows[c].dtype) == "str"
    }
    heads = [str(guarded(str(column))) for column in rows.columns]
    return str(rows.assign(**text).set_axis(heads, axis="columns").to_csv(index=False, lineterminator="\n"))


def _write_xlsx(frame: pd.DataFrame, path: Path) -> None:
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    rows = plain(frame)
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("rows")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, [str(column) for column in rows.columns], book.add_format({"bold": True}))
        for c, column in enumerate(rows.columns):
            for r, value in enumerate(rows[column].tolist(), 1):
                if isinstance(value, str):
                    sheet.write_string(r, c, value[:32_767])
                elif value is not None and value == value:  # noqa: PLR0124 - NaN
                    sheet.write(r, c, value)


def _write_layer(frame: gpd.GeoDataFrame, path: Path, layer: str, ending: str) -> None:
    if "geometry" not in frame.columns:
        frame = gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries([None] * len(frame), crs=4326), crs=4326)
    if ending == ".parquet":
        frame.to_parquet(path, index=False)
        return
    names = {c: f"{c}_" for c in frame.columns if str(c).lower() in _RESERVED and c != "geometry"}
    driver = "GPKG" if ending == ".gpkg" else "GeoJSON"
    kinds = {kind for kind in frame.geometry.geom_type if kind}
    pyogrio.write_dataframe(
        frame.rename(columns=names),
        path,
        layer=layer,
        driver=driver,
        geometry_type=kinds.pop() if len(kinds) == 1 else "Unknown",
        **({"RFC7946": "YES"} if driver == "GeoJSON" else {}),
    )
