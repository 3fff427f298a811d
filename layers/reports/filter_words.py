"""What a filter says, in words: for the explorer's chips, the titles of sheets and pages, and refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.facts.states import STATES
from geodata.places.kinds import AREAS
from geodata.text import Text
from layers.reports.figures.results import COMPONENTS, VERDICTS
from layers.view.filter import FACT_FIELDS, read_filter
from layers.words import SEMICOLON, number, typeset
from layers.words import STATES as STATE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.text import Lang
    from layers.artifact.reader import Build
    from layers.view.filter import Comparison, Filter

TITLES: Final = {
    "theme": Text("Thème", "Theme"),
    "inside": Text("Dans", "Inside"),
    "state": Text("Ce qu’il en est", "State"),
    "verdict": Text("Résultat", "Result"),
    "component": Text("Composante", "Component"),
    "document": Text("Document", "Document"),
    "text": Text("Mots", "Words"),
}
FILTER: Final = Text("Filtre : {words}", "Filter: {words}")
OR: Final = Text(" ou ", " or ")
PAIR: Final = Text("{title} : {words}", "{title}: {words}")
#: How a comparison is written.
SIGNS: Final = {"=": "=", "<>": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}


def choices(build: Build, lang: Lang) -> dict[str, dict[str, str]]:
    """Words of every value of each field that facts may be filtered by, in the order of choosing."""
    index, known = build.index, build.rules.filters
    areas = sorted(
        (place for place in index["places"] if place["kind"] in AREAS),
        key=lambda place: (AREAS.index(place["kind"]), place["names"][lang]),
    )
    said: dict[str, dict[str, str]] = {
        "theme": {name: title[lang] for name, title in index["groups"].items() if name in known["theme"]},
        "inside": {place["id"]: place["names"][lang] for place in areas},
        "state": {state: STATE_WORDS[state].get(lang) for state in STATES},
        "verdict": {name: words.get(lang) for name, words in VERDICTS.items()},
        "component": {key: f"{key}. {words.get(lang)}" for key, words in COMPONENTS.items()},
        "document": {
            source["id"]: f"{source['short'][lang]} ({source['date'][:4]})" for source in index["documents"]
        },
    }
    return said


def filter_words(build: Build, text: str, lang: Lang) -> str:
    """Say a filter in words, as ``Filter: inside Sector East; State: planned``; empty for none.

    Parameters
    ----------
    build
        Gives the names of places, documents, groups and columns.
    text
        The filter, as a view writes it.
    lang
        Language of the words.
    """
    wanted = read_filter(text) if text else None
    if not wanted:
        return ""
    parts = SEMICOLON.get(lang).join(_parts(build, wanted, lang))
    return typeset(FILTER.get(lang).format(words=parts), lang)


def _parts(build: Build, wanted: Filter, lang: Lang) -> Iterator[str]:
    words = choices(build, lang)
    joint = OR.get(lang)
    for name in FACT_FIELDS:
        if values := wanted.facts.get(name):
            yield _titled(name, joint.join(words[name].get(each, each) for each in values), lang)
    if wanted.words:
        yield _titled("text", f"« {wanted.words} »" if lang == "fr" else f"“{wanted.words}”", lang)
    for each in wanted.columns:
        said = joint.join(_value(value, lang) for value in each.values)
        yield f"{column_label(build, each, lang)} {SIGNS[each.operator]} {said}"


def _titled(name: str, words: str, lang: Lang) -> str:
    return PAIR.get(lang).format(title=TITLES[name].get(lang), words=words)


def _value(value: float | str, lang: Lang) -> str:
    return value if isinstance(value, str) else number(value, lang)


def column_label(build: Build, comparison: Comparison, lang: Lang) -> str:
    """Label of a column in the first layer that has it, or its name where none has."""
    for entry in build.layers:
        for field in entry["fields"][lang]:
            if field["name"] == comparison.column:
                return field["label"]
    return comparison.column
