"""Questions of a planner, and the passages of the documents that must answer first.

``questions.json`` was written by reading the documents' facts: each question has the identifiers (or how they
begin) of which one must be found, and within how many of the first answers.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geodata.tables import Tables
from geodata.text import LANGS

if TYPE_CHECKING:
    from app.collection import Collection

NODE = Path(sys.executable).parent / "node"
QUESTIONS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "questions.json").read_text("utf-8"))
#: What stands for what: acronyms and words of the other language must find what the plain words find.
ALIKE = (
    ("en", "IED", "EEI"),
    ("fr", "IED", "engins explosifs improvisés"),
    ("fr", "UPC Gao", "FPU Gao"),
    ("en", "QIP", "quick-impact projects"),
    ("fr", "prison Koulikoro", "PRISONS, Koulikoro ?"),
    ("en", "hopital Gao", "hospital in Gao"),
)
HELP = (
    ("en", "measure a distance", "Measure"),
    ("fr", "mesurer une surface", "Mesurer"),
    ("en", "keyboard keys", "By keyboard"),
    ("fr", "copier le lien", "Copier le lien"),
)


@pytest.fixture(scope="module")
def ask(collection: Collection, root: Path) -> Any:
    static = collection.static
    files = {
        lang: [
            str(static / f"search.{lang}.json"),
            *(str(static / "search" / f"{name}.{lang}.json") for name in ("passages", "help")),
        ]
        for lang in LANGS
    }

    def run(questions: list[dict[str, str]]) -> Any:
        command = [NODE, root / "tests" / "web" / "questions.ts"]
        content = json.dumps({"files": files, "questions": questions})
        answer = subprocess.run(command, input=content, capture_output=True, text=True, check=True)
        return json.loads(answer.stdout)

    return run


def test_the_expected_passages_exist() -> None:
    tables = Tables()
    known = {*tables["facts"]["id"], *tables["facilities"]["id"], *tables["results"]["ref"]}
    for question in QUESTIONS:
        for begun in question["expected"]:
            assert any(key.startswith(begun) for key in known), (question["asked"], begun)
    assert len(QUESTIONS) >= 60
    assert {question["lang"] for question in QUESTIONS} == set(LANGS)


def test_each_question_is_answered_first_by_what_the_documents_say(ask: Any) -> None:
    wrong = []
    for question, answers in zip(QUESTIONS, ask(QUESTIONS), strict=True):
        first = [answer["id"] for answer in answers[: question["within"]]]
        if not any(key.startswith(tuple(question["expected"])) for key in first):
            wrong.append((question["lang"], question["asked"], first))
    assert wrong == []


def test_acronyms_and_both_languages_find_the_same(ask: Any) -> None:
    asked = [{"lang": lang, "asked": text} for lang, *texts in ALIKE for text in texts]
    found = [{answer["id"] for answer in answers} for answers in ask(asked)]
    for (_, first, second), one, other in zip(ALIKE, found[::2], found[1::2], strict=True):
        assert one, first
        assert one & other, (first, second)
        assert len(one & other) >= 0.5 * min(len(one), len(other)), (first, second)


def test_help_is_found_too(ask: Any) -> None:
    for (_, text, title), answers in zip(
        HELP, ask([{"lang": lang, "asked": text} for lang, text, _ in HELP]), strict=True
    ):
        helps = [answer["name"] for answer in answers if answer["kind"] == "help"]
        assert helps[:1] == [title], text


def test_a_place_alone_and_small_words_alone_ask_nothing(ask: Any) -> None:
    asked = [{"lang": "en", "asked": text} for text in ("Kidal", "Gao Region", "who is where", "", "’-")]
    assert ask(asked) == [[]] * len(asked)


def test_a_passage_tells_which_words_answer(ask: Any) -> None:
    [answers] = ask([{"lang": "en", "asked": "EEI"}])
    assert {"improvised", "explosiv", "devic"} <= set(answers[0]["words"])
