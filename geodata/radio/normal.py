"""Inverse complementary cumulative normal distribution, shared by ITU-R P.1546 and ITM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

# Abramowitz and Stegun, formula 26.2.23, with the digits that ITU-R and NTIA print.
_MEDIAN: Final = 0.5
_NUMERATOR: Final = (0.010328, 0.802853, 2.515516698)
_DENOMINATOR: Final = (0.001308, 0.189269, 1.432788, 1.0)


def normal_deviate(probability: ArrayLike) -> NDArray[np.float64]:
    """Return the standard normal deviate exceeded with a given probability.

    Parameters
    ----------
    probability
        Fraction between 0.01 and 0.99 (not a percentage), any shape.

    Returns
    -------
    NDArray[np.float64]
        ``Qi(x)``: 0 at 0.5, positive below it. Error under 5e-4.

    References
    ----------
    ITU-R P.1546-6, Annex 5, approximation of Qi(x) used by sections 7 and 12.

    Examples
    --------
    >>> float(normal_deviate(0.5).round(6)) + 0.0
    0.0
    >>> float(normal_deviate(0.1).round(3))
    1.282
    """
    share = np.asarray(probability, dtype=np.float64)
    tail = np.sqrt(-2.0 * np.log(np.minimum(share, 1.0 - share)))
    deviate = tail - np.polyval(_NUMERATOR, tail) / np.polyval(_DENOMINATOR, tail)
    return np.where(share <= _MEDIAN, deviate, -deviate)
