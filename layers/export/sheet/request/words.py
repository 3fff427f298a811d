"""The words of the sheets that no layer brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.words import typeset

if TYPE_CHECKING:
    from geodata.text import Lang

WORDS = {
    "mission": Text("MINUSMA · Mali", "MINUSMA · Mali"),
    "untitled": Text("Carte du Mali", "Map of Mali"),
    "whole_mission": Text("Vue d’ensemble de la Mission", "Overview of the Mission"),
    "of_place": Text("{place} : {topics}", "{place}: {topics}"),
    "and": Text("{first} et {last}", "{first} and {last}"),
    "situation": Text("Situation : {date}", "Situation: {date}"),
    "dates": Text("{first} – {last}", "{first} – {last}"),
    "legend": Text("Légende", "Legend"),
    "basemap": Text("Fond de carte", "Basemap"),
    "commune": Text("Limite de commune", "Commune limit"),
    "topics": Text("Couches par sujet", "Layers by topic"),
    "signs": Text("Ce que disent les signes", "What the signs say"),
    "halos": Text("Entre les deux dates", "Between the two dates"),
    "halo_new": Text("Nouveau dans les documents", "New in the documents"),
    "halo_ended": Text("Terminé ou remplacé", "Ended or superseded"),
    "halo_changed": Text("Changé", "Changed"),
    "with_others": Text(
        "Donné avec d’autres localités : signe à chacune", "Given with other towns: a sign at each"
    ),
    "legend_on": Text("Légende (suite)", "Legend (continued)"),
    "more_legend": Text(
        "… et {count} autres signes : voir le lien", "… and {count} more signs: see the link"
    ),
    "more_legend_page": Text(
        "… et {count} autres signes : page suivante", "… and {count} more signs: next page"
    ),
    "fanned": Text(
        "Signes d’un même lieu écartés autour de son point",
        "Signs of one place spread around its point",
    ),
    "caveats": Text("À savoir", "Good to know"),
    "sources": Text("Sources", "Sources"),
    "sources_are": Text("Sources : {sources}", "Sources: {sources}"),
    "notes": Text("Notes", "Notes"),
    "cut": Text("… suite : voir le lien", "… continued: see the link"),
    "cut_page": Text("… suite : page suivante", "… continued: next page"),
    "scale_at": Text("1:{scale} en {paper}", "1:{scale} at {paper}"),
    "names": Text("Noms", "Names"),
    "letter": Text("lettre", "Letter"),
    "legal": Text("légal", "Legal"),
    "tabloid": Text("tabloïd", "Tabloid"),
    "projection": Text("Projection : {name}.", "Projection: {name}."),
    "graticule": Text("Graticule : {step}.", "Graticule: {step}."),
    "grid": Text("Quadrillage MGRS : {step} km.", "MGRS grid: {step} km."),
    "north": Text("N", "N"),
    "west": Text("O", "W"),
    "number": Text("Carte {number}, version {version}", "Map {number}, version {version}"),
    "made": Text("Établie le {date}", "Made on {date}"),
    "data_date": Text("Données : {date}", "Data: {date}"),
    "producer": Text(
        "Mission Atlas, projet libre et indépendant", "Mission Atlas, an independent open project"
    ),
    "link": Text("Vue exacte : {link}", "Exact view: {link}"),
    "local": Text(
        "Établie localement : aucune adresse que d’autres puissent ouvrir.",
        "Made locally: there is no address that others can open.",
    ),
    "clearance": Text("Projet, non validé", "Draft, not cleared"),
    "validity": Text("Validité : {validity}", "Validity: {validity}"),
    "internal_marking": Text("DIFFUSION INTERNE", "INTERNAL DISTRIBUTION"),
    "profile": Text("Diffusion : {profile}", "Distribution: {profile}"),
    "public": Text("publique", "public"),
    "partner": Text("partenaires", "partners"),
    "internal": Text("interne", "internal"),
    "generalised": Text(
        "Positions arrondies à 0,1° ; numéros de téléphone retirés.",
        "Positions rounded to 0.1°; telephone numbers withheld.",
    ),
    "contacts_out": Text("Numéros de téléphone retirés.", "Telephone numbers withheld."),
    "disclaimer": Text(
        "Les frontières et les noms indiqués et les désignations employées sur cette carte "
        "n’impliquent pas reconnaissance ou acceptation officielle par l’Organisation des Nations "
        "Unies.",
        "The boundaries and names shown and the designations used on this map do not imply official "
        "endorsement or acceptance by the United Nations.",
    ),
    "derived": Text("Tirets : limite dérivée ou indicative.", "Dashes: derived or indicative limit."),
    "airport": Text("Aéroport, aérodrome", "Airport, airfield"),
    "town": Text("Ville", "Town"),
    "locator": Text("Situation de la carte", "Where the map lies"),
    "page": Text("{page} / {pages}", "{page} / {pages}"),
    "map_of": Text("Carte : {title}. {subtitle}", "Map: {title}. {subtitle}"),
    "drawn": Text("{readers} : {things}", "{readers}: {things}"),
    "facts": Text("{place} : ce que disent les documents", "{place}: what the documents say"),
    "facts_more": Text("… et {count} autres faits : voir le lien", "… and {count} more facts: see the link"),
    "disputed": Text("≠ : les documents se contredisent.", "≠: the documents contradict each other."),
    "planned": Text("prévu", "planned"),
    "figures": Text("La Mission en chiffres", "The Mission in figures"),
    "strength": Text("Effectifs en uniforme", "Uniformed strength"),
    "strength_note": Text(
        "MINUSMA : fiches d’information et livret ; un point, une date.",
        "MINUSMA fact sheets and booklet; one dot, one date.",
    ),
    "strength_as_of": Text(
        "{date} : pâle, dépassé ; cercle gris sans chiffre, postérieur.",
        "{date}: pale, superseded; grey circle without a figure, later.",
    ),
    "scorecard_note": Text(
        "Nombres de choses dites de ce lieu ; sans nombre ne veut pas dire zéro.",
        "Numbers of things stated of this place; no number does not mean zero.",
    ),
    "results": Text("Ce que le secteur comprend", "What the sector holds"),
    "holds": Text("Comprend : {names}.", "Holds: {names}."),
    "contents": Text("Table des cartes", "Table of maps"),
    "annex": Text("Annexe : sources et contradictions", "Annex: sources and contradictions"),
    "contradictions": Text("Contradictions entre les documents", "Contradictions in the documents"),
    "preferred": Text("Valeur retenue : {value}.", "Value preferred: {value}."),
    "overview": Text("Vue d’ensemble", "Overview"),
    "sectors": Text("Secteurs", "Sectors"),
    "sites": Text("Sites", "Sites"),
    "regions": Text("Régions", "Regions"),
    "cercles": Text("Cercles", "Cercles"),
    "sheets_count": Text("{count} cartes", "{count} maps"),
    "brief_end": Text("Sources et réserves", "Sources and caveats"),
    "speaker_notes": Text("Notes de l’orateur", "Speaker notes"),
    "no_facts": Text("Aucun fait localisé ici.", "No fact located here."),
}


def word(key: str, lang: Lang, **values: object) -> str:
    """Return one text of the sheet in one language, its fields filled."""
    text = WORDS[key].get(lang)
    return typeset(text.format(**values) if values else text, lang)


def paper_number(value: float, lang: Lang) -> str:
    """Write a scale's denominator, thousands apart by a no-break space in both languages.

    Examples
    --------
    >>> paper_number(2500000, "en") == "2\u202f500\u202f000"
    True
    """
    del lang  # ISO 80000-1 asks for spaces in every language
    return f"{value:,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def paper_name(paper: str, lang: Lang) -> str:
    """Write the name of a paper.

    Examples
    --------
    >>> paper_name("a3", "en"), paper_name("letter", "fr")
    ('A3', 'lettre')
    """
    return word(paper, lang) if paper in WORDS else paper.upper()
