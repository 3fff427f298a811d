"""Arguments of a computed layer: declared once, they become controls, URL fields and refusals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypedDict

from geodata.errors import InputError
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geodata.text import Lang

Value = float | str | bool
#: Every argument of a computed layer by name, in the order of its parameters; none for a layer as built.
Arguments = tuple[tuple[str, Value], ...]
Kind = Literal["number", "choice", "switch"]


class ParameterEntry(TypedDict):
    """A parameter as the index of a build holds it; see :class:`Parameter`."""

    name: str
    label: dict[Lang, str]
    kind: Kind
    default: Value
    minimum: float
    maximum: float
    step: float
    unit: str
    choices: list[tuple[str, dict[Lang, str]]]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of a layer.

    Parameters
    ----------
    name
        Name in the URL, after the layer's identifier and a point (``coverage.erp_kw``).
    label
        The control's words, unit included in ``unit``.
    kind
        ``number`` (with bounds and step), ``choice`` (one of ``choices``) or ``switch``.
    default
        Value where the URL says nothing.
    choices
        For a choice: the values as written in the URL, each with its words.
    """

    name: str
    label: Text
    kind: Kind
    default: Value
    minimum: float = 0.0
    maximum: float = 1.0
    step: float = 1.0
    unit: str = ""
    choices: tuple[tuple[str, Text], ...] = ()

    def read(self, text: str) -> Value:
        """Read a value from the URL.

        Raises
        ------
        InputError
            If the text is no number, out of bounds, or none of the choices; the message names both.
        """
        if self.kind == "number":
            return self._read_number(text)
        known = [key for key, _ in self.choices] if self.kind == "choice" else ["0", "1"]
        if text not in known:
            raise self._refusal(text, Text(", ".join(known), ", ".join(known)))
        return text if self.kind == "choice" else text == "1"

    def _read_number(self, text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not self.minimum <= number <= self.maximum:
            low, high = f"{self.minimum:g}", f"{self.maximum:g} {self.unit}".strip()
            raise self._refusal(text, Text(f"de {low} à {high}", f"{low} to {high}"))
        return number

    def _refusal(self, text: str, allowed: Text) -> InputError:
        return InputError(
            f"{self.name} = « {text[:40]} » n'est pas utilisable (attendu : {allowed.fr}).",
            f"{self.name} = “{text[:40]}” cannot be used (expected: {allowed.en}).",
        )

    def write(self, value: Value) -> str:
        """Write a value for the URL; :meth:`read` gives it back."""
        if self.kind == "switch":
            return "1" if value else "0"
        return f"{value:g}" if self.kind == "number" else str(value)

    def to_dict(self) -> ParameterEntry:
        """Everything about the parameter as plain data, for the index of layers."""
        return {
            "name": self.name,
            "label": {"fr": self.label.fr, "en": self.label.en},
            "kind": self.kind,
            "default": self.default,
            "minimum": self.minimum,
            "maximum": self.maximum,
            "step": self.step,
            "unit": self.unit,
            "choices": [(key, {"fr": text.fr, "en": text.en}) for key, text in self.choices],
        }


def from_dict(data: ParameterEntry) -> Parameter:
    """Make a parameter again from :meth:`Parameter.to_dict`."""
    return Parameter(
        data["name"],
        _text(data["label"]),
        data["kind"],
        data["default"],
        data["minimum"],
        data["maximum"],
        data["step"],
        data["unit"],
        tuple((key, _text(words)) for key, words in data["choices"]),
    )


def _text(words: Mapping[Lang, str]) -> Text:
    return Text(words["fr"], words["en"])


def read_arguments(parameters: Iterable[Parameter], given: Mapping[str, str]) -> dict[str, Value]:
    """Read every parameter from URL texts, defaults filled in.

    Raises
    ------
    InputError
        For the first text that cannot be used.
    """
    return {p.name: p.read(given[p.name]) if p.name in given else p.default for p in parameters}
