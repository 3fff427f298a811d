"""Names of the array types that the radio modules exchange."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
FloatsLike: TypeAlias = float | NDArray[np.float64]
