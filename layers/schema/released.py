"""The catalogue as one audience has it: what the rules of its data folder withhold is not declared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geodata.audience.rules import Rules, rules_from
from geodata.errors import InputError
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.tables import Tables
    from layers.schema.layer import Layer

ROUNDED: Final = Text(
    "Dans cette édition, les positions sont arrondies à {decimals} décimale(s) de degré ; ce qui en est "
    "calculé l’est aussi.",
    "In this edition positions are rounded to {decimals} decimal(s) of a degree, and so is what is computed "
    "from them.",
)
SQUARED: Final = Text(
    "Dans cette édition, les positions sont ramenées au milieu d’un carré MGRS de {side} m ; ce qui en est "
    "calculé l’est aussi.",
    "In this edition positions are moved to the middle of an MGRS square of {side} m, and so is what is "
    "computed from them.",
)


def released(catalog: Mapping[str, Layer], tables: Tables) -> dict[str, Layer]:
    """Return the layers that may be drawn of a data folder, with the fields that they may have.

    Raises
    ------
    InputError
        If a rule names a layer, or a field of one, that there is not.
    """
    if not tables.withheld:
        return dict(catalog)
    rules = rules_from(tables.withheld)
    _check(catalog, rules)
    joins = frozenset(tables.withheld["joins"])
    return {name: _layer(layer, rules, joins) for name, layer in catalog.items() if name not in rules.layers}


def _layer(layer: Layer, rules: Rules, joins: frozenset[str]) -> Layer:
    withheld = rules.of_layer(layer.id)
    fields = tuple(
        field
        for field in layer.fields
        if field.name not in withheld and not (field.theme and field.name in joins)
    )
    return replace(layer, fields=fields, caveats=(*layer.caveats, *_caveats(rules)))


def _caveats(rules: Rules) -> tuple[Text, ...]:
    rounded = () if rules.decimals is None else (ROUNDED.format(decimals=rules.decimals),)
    return (*rounded, *((SQUARED.format(side=rules.mgrs),) if rules.mgrs else ()))


def _check(catalog: Mapping[str, Layer], rules: Rules) -> None:
    """Refuse what the catalogue does not have: a rule that withholds nothing is a mistake."""
    known = {f"layers.{layer.id}.{field.name}" for layer in catalog.values() for field in layer.fields}
    named = {name for name in rules.fields if name.startswith("layers.")}
    for name in sorted((rules.layers - set(catalog)) | (named - known)):
        raise InputError(
            f"Règles de diffusion : « {name[:80]} » : aucune couche, ou aucun champ, de ce nom.",
            f"Audience rules: “{name[:80]}”: no layer, or no field of one, has this name.",
        )
