"""Words shared by every renderer: kinds, topics, statuses, and how a figure and a date are written."""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from babel.numbers import format_decimal

from geodata.facts.locators import locator
from geodata.facts.periods import OPEN, budget_year, moments
from geodata.facts.states import HOLLOW, sign, state_of
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.text import Lang

#: Between the parts of a line, and after a label: French sets a narrow space that does not break before them.
SEMICOLON = Text("\N{NARROW NO-BREAK SPACE}; ", "; ")
COLON = Text("\N{NARROW NO-BREAK SPACE}: ", ": ")

KINDS = {
    "site": Text("Site de la Mission", "Mission site"),
    "town": Text("Ville", "Town"),
    "village": Text("Village", "Village"),
    "cercle": Text("Cercle", "Cercle"),
    "region": Text("Région", "Region"),
    "zone": Text("Zone", "Area"),
    "sector": Text("Secteur de la Mission", "Mission sector"),
    "country": Text("Pays", "Country"),
    "outside": Text("Lieu hors du Mali", "Place outside Mali"),
}

STATUSES = {
    "actual": Text("constaté", "actual"),
    "planned": Text("prévu", "planned"),
    "baseline": Text("référence", "baseline"),
    "authorised": Text("autorisé", "authorised"),
}

#: What came of a thing (``geodata.facts.states``).
STATES: dict[str, Text] = {
    "stated": Text("indiqué", "stated"),
    "delivered": Text("réalisé", "delivered"),
    "under_way": Text("en cours", "under way"),
    "planned": Text("prévu", "planned"),
    "authorised": Text("autorisé", "authorised"),
    "postponed": Text("reporté", "postponed"),
    "not_held": Text("annulé ou non tenu", "cancelled or not held"),
    "not_deployed": Text("non déployé", "not deployed"),
    "lost": Text("détruit ou perdu", "destroyed or lost"),
    "closed": Text("fermé", "closed"),
    "event": Text("événement", "event"),
}

#: How the documents give a figure that is not exact (column ``bound``); the figure stands in the words.
BOUNDS: dict[str, Text] = {
    "at_least": Text("au moins {figure}", "at least {figure}"),
    "at_most": Text("au plus {figure}", "at most {figure}"),
    "about": Text("environ {figure}", "about {figure}"),
    "over": Text("plus de {figure}", "more than {figure}"),
    "nearly": Text("près de {figure}", "nearly {figure}"),
}

#: The same without the figure, for a table that has it in a column of its own.
BOUND_WORDS: dict[str, Text] = {
    key: Text(words.fr.removesuffix(" {figure}"), words.en.removesuffix(" {figure}"))
    for key, words in BOUNDS.items()
}

#: What the scripts of the map say, in the explorer and in the standalone page.
MAP_WORDS = {
    "here": Text("Ce qui se trouve ici", "What is here"),
    "stack": Text(
        "{count} objets autour de {name} : les lister", "{count} features around {name}: list them"
    ),
    "with_others": Text(
        "Donné ici avec d’autres lieux : {count}", "Given here together with other places: {count}"
    ),
    "rows_here": Text("{count} lignes ici", "{count} rows here"),
    "rows_first": Text("{count} lignes ici, dont {first}", "{count} rows here, {first} of them"),
    "close": Text("Fermer", "Close"),
}

#: Topics in reading order; every fact has one.
TOPICS = {
    "strength": Text("Effectifs en uniforme", "Uniformed strength"),
    "police": Text("Police", "Police"),
    "contingents": Text("Unités maliennes et camps du MOC", "Malian units and MOC camps"),
    "military-operations": Text("Opérations militaires", "Military operations"),
    "patrols": Text("Patrouilles", "Patrols"),
    "casualties": Text("Pertes", "Casualties"),
    "training": Text("Formation", "Training"),
    "munitions": Text("Armes et munitions", "Weapons and ammunition"),
    "conduct": Text("Déontologie et discipline", "Conduct and discipline"),
    "aviation": Text("Aviation et drones", "Aviation and drones"),
    "contributors": Text("Pays contributeurs", "Contributing countries"),
    "cvr": Text("Lutte contre la violence de proximité", "Community violence reduction"),
    "qip": Text("Projets à effet rapide", "Quick-impact projects"),
    "trust-fund": Text("Fonds d’affectation spéciale", "Trust fund"),
    "pbf": Text("Fonds pour la consolidation de la paix", "Peacebuilding Fund"),
    "ddr": Text("Désarmement et cantonnement", "Disarmament and cantonment"),
    "ssr": Text("Réforme du secteur de la sécurité", "Security sector reform"),
    "reconciliation": Text("Réconciliation", "Reconciliation"),
    "volunteers": Text("Volontaires", "Volunteers"),
    "elections": Text("Élections", "Elections"),
    "governance": Text("Gouvernance et administration", "Governance and administration"),
    "political": Text("Affaires politiques", "Political affairs"),
    "civil-affairs": Text("Affaires civiles", "Civil affairs"),
    "justice": Text("Justice", "Justice"),
    "prisons": Text("Prisons", "Prisons"),
    "radio": Text("Radio", "Radio"),
    "media": Text("Information et médias", "Information and media"),
    "human-rights": Text("Droits de l’homme", "Human rights"),
    "contacts": Text("Lignes et contacts", "Lines and contacts"),
    "incidents": Text("Incidents et tensions", "Incidents and tensions"),
    "displacement": Text("Déplacements de population", "Displacement"),
    "humanitarian": Text("Action humanitaire", "Humanitarian action"),
    "mine-action": Text("Lutte antimines", "Mine action"),
    "child-protection": Text("Protection de l’enfant", "Child protection"),
    "gender": Text("Femmes et égalité", "Women and gender equality"),
    "medical": Text("Santé et évacuation", "Medical and evacuation"),
    "covid": Text("COVID-19", "COVID-19"),
    "rations": Text("Rations", "Rations"),
    "telecoms": Text("Télécommunications", "Telecommunications"),
    "water": Text("Eau", "Water"),
    "power": Text("Énergie", "Power"),
    "fuel": Text("Carburant", "Fuel"),
    "construction": Text("Construction et travaux", "Construction and works"),
    "transport": Text("Transport", "Transport"),
    "security": Text("Sûreté", "Security"),
    "environment": Text("Environnement", "Environment"),
    "culture": Text("Culture et patrimoine", "Culture and heritage"),
    "finance": Text("Finances", "Finance"),
    "staffing": Text("Personnel", "Staffing"),
    "geography": Text("Géographie", "Geography"),
}


#: A space that French sets narrow: before high punctuation and inside guillemets.
_NARROW = re.compile(r" (?=[:;?!%»])|(?<=«) ")


def typeset(text: str, lang: Lang) -> str:
    """Set French spaces: narrow and no-break before ``: ; ? ! %`` and inside guillemets.

    Examples
    --------
    >>> typeset("Source : 3 %", "fr") == "Source\u202f: 3\u202f%"
    True
    """
    if lang != "fr":
        return text
    return _NARROW.sub("\N{NARROW NO-BREAK SPACE}", text)


@lru_cache(maxsize=8192)
def number(value: float, lang: Lang) -> str:
    """Write a number by the language's rules.

    Examples
    --------
    >>> number(12873, "en"), number(3.71, "fr")
    ('12,873', '3,71')
    """
    return format_decimal(value, format="#,##0.######", locale=lang)


def fixed(value: float, decimals: int, lang: Lang) -> str:
    """Write a number with a fixed count of decimals, by the language's rules.

    Examples
    --------
    >>> fixed(2.0, 2, "fr")
    '2,00'
    """
    return str(format_decimal(value, format="#,##0." + "0" * decimals, locale=lang))


def fact_value(row: Mapping[str, Any], units: Mapping[str, Mapping[str, str]], lang: Lang) -> str:
    """Write a fact's figure with its unit; for a mere presence, a disc (hollow where it is not there)."""
    if math.isnan(row["value"]):
        return "○" if "state" in row and sign(row) in HOLLOW else "●"
    size = abs(float(row["value"]))
    single = size < 2 if lang == "fr" else size == 1  # each language's own rule
    unit = units[row["unit"]][f"{lang}_one" if single else lang]
    joint = "\N{NARROW NO-BREAK SPACE}" if lang == "fr" and unit == "%" else "\N{NO-BREAK SPACE}"
    figure = f"{number(float(row['value']), lang)}{'' if lang == 'en' and unit == '%' else joint}{unit}"
    return as_bounded(figure, row, lang)


def as_bounded(figure: str, row: Mapping[str, Any], lang: Lang) -> str:
    """Say with a figure that it is a lower or upper limit, or an estimate, where the document says so.

    Examples
    --------
    >>> as_bounded("34 dialogues", {"bound": "at_least"}, "fr"), as_bounded("2 camps", {"bound": ""}, "fr")
    ('au moins 34 dialogues', '2 camps')
    """
    bound = row["bound"]
    return BOUNDS[bound].get(lang).format(figure=figure) if bound else figure


@lru_cache(maxsize=8192)
def day(iso: str, lang: Lang) -> str:
    """Write an ISO date (year, month or day) in words.

    Examples
    --------
    >>> day("2020-07-01", "fr"), day("2020-07", "en"), day("2017", "fr")
    ('1er juillet 2020', 'July 2020', '2017')
    """
    parts = [int(p) for p in iso.split("-")]
    if len(parts) == 1:
        return iso
    date = dt.date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    pattern = "d MMMM y" if len(parts) == 3 else "MMMM y"
    written = str(format_date(date, pattern, locale="en_GB" if lang == "en" else "fr"))
    return f"1er{written[1:]}" if lang == "fr" and written.startswith("1 ") else written


def state_words(fact: Mapping[str, Any], lang: Lang) -> str:
    """What came of a thing, in words; nothing for what is merely stated, or happened."""
    if fact["status"] == "baseline":
        return STATUSES["baseline"].get(lang)
    state = state_of(fact)
    return "" if state in ("stated", "event") else STATES[state].get(lang)


#: Before a day, and before a month or a year: French says « depuis le 1er » but « depuis 2016 ».
_SIDES: dict[str, tuple[Text, ...]] = {
    "since": (Text("depuis le ", "since "), Text("depuis ", "since ")),
    "until": (Text("jusqu’au ", "until "), Text("jusqu’en ", "until ")),
    "by": (Text("au plus tard le ", "no later than "), Text("au plus tard en ", "no later than ")),
    "at": (Text("au ", "as of "),),
}


def fact_date(row: Mapping[str, Any], lang: Lang) -> str:
    """Write the date or period a fact speaks of, as precisely as the document does.

    Examples
    --------
    >>> [fact_date({"period": p}, "en") for p in ("2015", "2019/2020", "2020-07-01/2021-06-30", "../2020-08")]
    ['2015', '2019–2020', '2020/21', 'no later than August 2020']
    """
    if not (period := str(row["period"])):
        return ""
    if year := budget_year(period):
        return year
    first, last = moments(period)
    if OPEN in (first, last) or first == last:
        if first == last and (len(last) < 10 or row.get("state") in ("event", "delivered")):
            return day(last, lang)
        return _one_sided(first, last, lang, holds=row.get("state") == "authorised")
    joint = "–" if len(first) == len(last) == 4 else " – "
    return f"{day(first, lang)}{joint}{day(last, lang)}"


def _one_sided(first: str, last: str, lang: Lang, *, holds: bool) -> str:
    """A moment, or a period open on one side, of what ``holds`` until then or was there by then."""
    side = "since" if last == OPEN else "at" if first != OPEN else "until" if holds else "by"
    moment = first if last == OPEN else last
    return _SIDES[side][len(moment) < 10].get(lang) + day(moment, lang)


def source_label(source: Mapping[str, Any], lang: Lang, *, short: bool = False) -> str:
    """Name a document: its symbol, else its title; the short form fits a chip."""
    year = str(source["date"])[:4]
    if source["symbol"]:
        return str(source["symbol"]) if short else f"{source['symbol']}, {source[f'title_{lang}']}"
    if short:
        return f"{source[f'short_{lang}']} {year}"
    return f"{source[f'title_{lang}']}, {day(source['date'], lang)}"


def citation(source: Mapping[str, Any], written: str, lang: Lang) -> str:
    """Name a document in full and say where in it, from a locator of the tables."""
    return typeset(f"{source_label(source, lang)} · {locator(written, lang)}", lang)


#: Licences whose name is words; the others are names.
_LICENCES = {"Public domain": Text("Domaine public", "Public domain")}


def licence(name: str, lang: Lang) -> str:
    """Name a licence.

    Examples
    --------
    >>> licence("Public domain", "fr"), licence("CC BY 4.0", "fr")
    ('Domaine public', 'CC BY 4.0')
    """
    return _LICENCES[name].get(lang) if name in _LICENCES else name
