"""The joined columns of an artifact, as every renderer treats them: many, and changing with the date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.text import Lang
    from layers.artifact.model import Feature, FieldEntry, Properties

#: Column of a layer's rows that holds how the joined columns change over time.
STEPS: Final = "joined"
#: What a reader must know of the joined columns.
CAVEAT: Final = Text(
    "Les colonnes jointes comptent ce que les documents disent du lieu ; sans donnée ne veut pas dire "
    "zéro, et un chiffre donné pour plusieurs lieux n’est jamais partagé.",
    "The joined columns count what the documents say of the place; no data is not zero, and a figure given "
    "for several places is never divided.",
)


def said(value: Any, lang: Lang) -> Any:  # noqa: ANN401 - a count, a figure or a text
    """A joined value as the language writes it: numbers in a text take its decimal sign.

    Examples
    --------
    >>> said("91.8 · 94", "fr"), said(91.8, "fr")
    ('91,8 · 94', 91.8)
    """
    return value.replace(".", ",") if isinstance(value, str) and lang == "fr" else value


def in_brief(fields: Iterable[FieldEntry]) -> list[FieldEntry]:
    """Leave out the joined columns, where there is room for few fields; ``layers/web/card.ts`` does the same.

    Examples
    --------
    >>> in_brief([{"name": "sector"}, {"name": "courts_named", "theme": "justice"}])
    [{'name': 'sector'}]
    """
    return [field for field in fields if not field.get("theme")]


def joined_on(feature: Feature, day: str) -> Feature:
    """Return a feature whose joined columns say what was known of its place on an ISO day.

    Each takes the last value at or before the day, and is absent before the first or where nothing holds
    any more. ``layers/web/asof.ts`` does the same, on ``tests/shared/joined_cases.json``.
    """
    if "joined" not in feature:
        return feature
    properties: dict[str, Any] = {**feature["properties"]}
    for name, steps in feature["joined"].items():
        known = [value for since, value in steps if since <= day]
        properties.pop(name, None)
        if known and known[-1] is not None:
            properties[name] = known[-1]
    return feature | {"properties": cast("Properties", properties)}
