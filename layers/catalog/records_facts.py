"""Every fact of the documents, one a row: a table for GIS tools, never on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd

from geodata.facts.locators import locator
from geodata.facts.precision import precision_of
from geodata.facts.results import refs_of
from geodata.facts.states import STANDING
from geodata.facts.timeline import timeline
from geodata.places.joins import place_shape
from geodata.places.nation import NATION
from geodata.tables import records_of
from geodata.text import LANGS, Text
from layers.artifact.times import SINCE, UNTIL
from layers.catalog.topics import DROPPED, EVENT, OVER, PLANNED, THERE
from layers.schema.colours import CLOSED, INK, MUTED
from layers.schema.layer import Field, Layer
from layers.schema.library import read_catalog
from layers.schema.marks import Mark
from layers.schema.rows import names_of
from layers.words import BOUND_WORDS, STATES, STATUSES, TOPICS, fact_date

if TYPE_CHECKING:
    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a fact; its geometry is its own place's point or area, if it has one.

    A figure given for a group of places has no geometry: it belongs to none of them alone.
    """
    facts = tables["facts"].copy()
    groups = tables["groups"].set_index("id")
    units = tables["units"].set_index("id")
    disputed = set(tables["conflict_facts"]["fact"])
    facts = facts.join(timeline(tables)[["since", "until"]], on="id")
    for lang in LANGS:
        facts[f"name_{lang}"] = facts[f"measure_{lang}"]
        facts[f"place_name_{lang}"] = names_of(tables, facts["place"], lang)
        facts[f"group_title_{lang}"] = facts["group"].map(groups[f"title_{lang}"]).fillna("")
        facts[f"topic_title_{lang}"] = facts["topic"].map({k: t.get(lang) for k, t in TOPICS.items()})
        facts[f"unit_name_{lang}"] = facts["unit"].map(units[lang]).fillna("")
        facts[f"status_label_{lang}"] = facts["status"].map({k: t.get(lang) for k, t in STATUSES.items()})
        facts[f"state_label_{lang}"] = facts["state"].map({k: t.get(lang) for k, t in STATES.items()})
        facts[f"bound_label_{lang}"] = (
            facts["bound"].map({k: t.get(lang) for k, t in BOUND_WORDS.items()}).fillna("")
        )
        facts[f"period_label_{lang}"] = [fact_date(row, lang) for row in records_of(facts)]
        facts[f"locator_{lang}"] = [locator(written, lang) for written in facts["locator"]]
    facts["fact_id"], facts["group_id"], facts["document"] = facts["id"], facts["group"], facts["source"]
    facts["precision"] = [
        precision_of(tables, place, group)
        for place, group in zip(facts["place"], facts["group"], strict=True)
    ]
    layers = _layers_of(tables)
    facts["layers"] = ["|".join(layers.get(fact, ())) for fact in facts["id"]]
    facts["mark"] = facts["state"].map(STANDING)
    facts["fact_ids"] = [[fact] for fact in facts["id"]]
    facts["group_members"] = [group.split("+") if group else [] for group in facts["group"]]
    facts["ref"] = refs_of(facts["id"])
    facts["disputed"] = facts["id"].isin(disputed).astype(int)
    shapes = {p: None if p in ("", NATION) else place_shape(tables, p) for p in facts["place"].unique()}
    return gpd.GeoDataFrame(facts, geometry=list(facts["place"].map(shapes)), crs=4326)


def _layers_of(tables: Tables) -> dict[str, list[str]]:
    """The layers whose subject each fact is of, by the fact's identifier, in the catalogue's order."""
    found: dict[str, list[str]] = {}
    for layer in read_catalog().values():
        if layer.facts:
            for fact in layer.facts(tables)["id"]:
                found.setdefault(fact, []).append(layer.id)
    return found


LAYER = Layer(
    id="facts",
    title=Text("Faits des documents", "Facts of the documents"),
    about=Text(
        "Tous les faits des cinq documents, un par ligne : valeur, unité, période, statut, état, source.",
        "Every fact of the five documents, one a row: value, unit, period, status, state, source.",
    ),
    group="records",
    rows=rows,
    marks=(
        Mark("planned", PLANNED, "dot", INK, fill=0),
        Mark("dropped", DROPPED, "dot", MUTED, fill=0),
        Mark("actual", THERE, "dot", INK),
        Mark("event", EVENT, "dot", INK, radius=3),
        Mark("closed", OVER, "dot", CLOSED),
    ),
    fields=(
        Field("fact_id", Text("Identifiant du fait", "Identifier of the fact"), "code"),
        Field("group_id", Text("Identifiant du groupe", "Identifier of the group"), "code"),
        Field("layers", Text("Couches dont c’est le sujet", "Layers whose subject it is"), "code"),
        Field("place_name", Text("Lieu", "Place")),
        Field("group_title", Text("Donné ensemble pour", "Given together for")),
        Field("ref", Text("Référence du résultat", "Reference of the result")),
        Field("topic", Text("Code du thème", "Topic code")),
        Field("topic_title", Text("Thème", "Topic")),
        Field("measure", Text("Ce qui est énoncé", "What is stated")),
        Field("value", Text("Valeur", "Value"), "number"),
        Field("bound", Text("Code de la précision", "Code of the bound")),
        Field("bound_label", Text("Comment lire la valeur", "How to read the value")),
        Field("unit", Text("Code de l’unité", "Unit code")),
        Field("unit_name", Text("Unité", "Unit")),
        Field("period_start", Text("Début de la période", "Period start"), "date"),
        Field("period_end", Text("Fin de la période", "Period end"), "date"),
        SINCE,
        UNTIL,
        Field("period", Text("Période telle qu’énoncée (EDTF)", "Period as stated (EDTF)")),
        Field("period_label", Text("Période", "Period")),
        Field("status", Text("Code du statut", "Status code")),
        Field("status_label", Text("Statut", "Status")),
        Field("state", Text("Code de l’état", "State code")),
        Field("state_label", Text("État", "State")),
        Field("precision", Text("Code de la précision du lieu", "Code of the place’s precision")),
        Field("disputed", Text("Contesté (1 : oui)", "Disputed (1: yes)"), "number"),
        Field("same_as", Text("Dit aussi par le fait", "Also said by the fact")),
        Field("note", Text("Note", "Note")),
        Field("source", Text("Source", "Source"), "citation"),
        Field("document", Text("Code du document", "Document code"), "code"),
        Field("line", Text("Ligne du texte", "Line of the text"), "number"),
        Field("locator", Text("Repère dans le document", "Locator in the document")),
    ),
    shapes=("regions", "cercles", "neighbours"),
    caveats=(
        Text(
            "Sans géométrie : les chiffres nationaux, ceux d’un groupe de lieux et ceux d’un lieu sans "
            "coordonnée ouverte.",
            "Without geometry: national figures, those of a group of places, and those of a place that has "
            "no open coordinate.",
        ),
        Text(
            "Un fait contesté a un contradicteur dans un document : le dossier du lieu donne les deux.",
            "A disputed fact is contradicted by a document: the place’s dossier gives both sides.",
        ),
    ),
    roles=frozenset({"fact"}),
)
