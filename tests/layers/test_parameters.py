from __future__ import annotations

import pytest

from geodata.errors import InputError
from geodata.text import Text
from layers.schema.parameters import Parameter, from_dict, read_arguments

POWER = Parameter("erp_kw", Text("PAR", "ERP"), "number", 1.0, minimum=0.01, maximum=100, step=0.1, unit="kW")
MODEL = Parameter(
    "model",
    Text("Modèle", "Model"),
    "choice",
    "itm",
    choices=(("itm", Text("Longley-Rice (zone)", "Longley-Rice (area)")), ("p1546", Text("UIT-R", "ITU-R"))),
)
SWITCH = Parameter("interference", Text("Brouillage", "Interference"), "switch", False)


@pytest.mark.parametrize(("parameter", "text"), [(POWER, "2.5"), (MODEL, "p1546"), (SWITCH, "1")])
def test_a_value_survives_its_url_text(parameter: Parameter, text: str) -> None:
    assert parameter.write(parameter.read(text)) == text


@pytest.mark.parametrize("parameter", [POWER, MODEL, SWITCH])
def test_a_parameter_survives_the_index(parameter: Parameter) -> None:
    assert from_dict(parameter.to_dict()) == parameter


@pytest.mark.parametrize(
    ("parameter", "text", "said"),
    [
        (POWER, "-1", "0.01 to 100 kW"),
        (POWER, "nan", "0.01 to 100 kW"),
        (POWER, "lots", "0.01 to 100 kW"),
        (MODEL, "guess", "itm, p1546"),
        (SWITCH, "maybe", "0, 1"),
    ],
)
def test_a_refusal_names_the_value_and_what_is_allowed(parameter: Parameter, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parameter.read(text)
    assert f"“{text}”" in caught.value.text.en
    assert said in caught.value.text.en
    assert f"« {text} »" in caught.value.text.fr


def test_what_is_not_given_has_its_default() -> None:
    assert read_arguments((POWER, SWITCH), {"erp_kw": "3"}) == {"erp_kw": 3.0, "interference": False}
