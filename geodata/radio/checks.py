"""Range checks whose message names the value and what is allowed, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.errors import InputError
from geodata.text import Text

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

FREQUENCY: Final = Text("fréquence", "frequency")
DISTANCE: Final = Text("distance", "distance")
ERP: Final = Text("puissance apparente rayonnée", "effective radiated power")
TIME: Final = Text("pourcentage de temps", "time percentage")
LOCATION: Final = Text("pourcentage d'emplacements", "location percentage")
SITUATION: Final = Text("pourcentage de situations", "situation percentage")
ANTENNA_HEIGHT: Final = Text("hauteur de l'antenne d'émission", "transmitting antenna height")
RECEIVER_HEIGHT: Final = Text("hauteur de l'antenne de réception", "receiving antenna height")
CLUTTER_HEIGHT: Final = Text("hauteur du sursol", "clutter height")


def check_range(
    label: Text,
    values: ArrayLike,
    low: float,
    high: float,
    unit: str,
) -> NDArray[np.float64]:
    """Return ``values`` as a float array when all lie in ``[low, high]``.

    Parameters
    ----------
    label
        What the value is, in both languages.
    values
        Number or array in ``unit``; NaN is never allowed.
    low, high
        Inclusive bounds, in ``unit``.
    unit
        Unit for the message (``"km"``, ``"%"``...), the same word in both languages.

    Raises
    ------
    InputError
        Naming the first bad value and the range.

    Examples
    --------
    >>> float(check_range(FREQUENCY, 94, 30, 4000, "MHz"))
    94.0
    """
    array = np.asarray(values, dtype=np.float64)
    good = (array >= low) & (array <= high)
    if not good.all():
        value = float(array[~good].flat[0])
        raise InputError(
            f"{label.fr} : {value:g} {unit} est hors de l'intervalle permis, de {low:g} à {high:g} {unit}",
            f"{label.en}: {value:g} {unit} is outside the allowed range, {low:g} to {high:g} {unit}",
        )
    return array
