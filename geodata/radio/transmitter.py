"""A broadcasting transmitter: what its source says, and what we have to assume."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal, get_args

from geodata.errors import InputError
from geodata.radio import checks
from geodata.text import Text

if TYPE_CHECKING:
    from geodata.radio.itm.area import Polarisation

FREQUENCY_RANGE_MHZ: Final = (30.0, 4000.0)
ERP_RANGE_KW: Final = (0.0001, 1000.0)
ANTENNA_RANGE_M: Final = (1.0, 3000.0)
_POLARISATIONS: Final = get_args(Literal["horizontal", "vertical"])
TOWN_POSITION: Final = Text(
    "position de la localité ; celle du pylône n'est pas documentée",
    "position of the town; that of the mast is not documented",
)
_LONGITUDE: Final = Text("longitude", "longitude")
_LATITUDE: Final = Text("latitude", "latitude")


@dataclass(frozen=True, slots=True)
class Assumed:
    """What nobody documented; shown wherever the coverage is.

    Attributes
    ----------
    erp_kw
        Effective radiated power relative to a half-wave dipole, kW.
    antenna_m
        Height of the antenna above the ground at the mast, m.
    polarisation
        Of the radiated wave.
    """

    erp_kw: float = 1.0
    antenna_m: float = 50.0
    polarisation: Polarisation = "horizontal"

    def __post_init__(self) -> None:
        _check_radiation(self.erp_kw, self.antenna_m, self.polarisation)


@dataclass(frozen=True, slots=True)
class Documented:
    """What a source states about the installation; None where it is silent.

    Attributes
    ----------
    erp_kw, antenna_m, polarisation
        As in :class:`Assumed`.
    """

    erp_kw: float | None = None
    antenna_m: float | None = None
    polarisation: Polarisation | None = None

    def __post_init__(self) -> None:
        _check_radiation(self.erp_kw, self.antenna_m, self.polarisation)


def _check_radiation(erp_kw: float | None, antenna_m: float | None, polarisation: str | None) -> None:
    if erp_kw is not None:
        checks.check_range(checks.ERP, erp_kw, *ERP_RANGE_KW, "kW")
    if antenna_m is not None:
        checks.check_range(checks.ANTENNA_HEIGHT, antenna_m, *ANTENNA_RANGE_M, "m")
    if polarisation is not None and polarisation not in _POLARISATIONS:
        raise InputError(
            f"polarisation : {polarisation!r} n'est ni 'horizontal' ni 'vertical'",
            f"polarisation: {polarisation!r} is neither 'horizontal' nor 'vertical'",
        )


@dataclass(frozen=True, slots=True)
class Transmitter:
    """One station on one frequency.

    Attributes
    ----------
    id
        Short stable name (``"gao"``).
    name
        Name for the reader.
    longitude_deg, latitude_deg
        WGS 84, degrees. Of the town when the mast's own position is unknown: see
        ``position_note``.
    frequency_mhz
        Documented carrier, 30 to 4000 MHz.
    position_note
        Where the coordinates come from and what they stand for.
    documented
        What the source states about power, height and polarisation.
    assumed
        What is used where the source is silent.

    Examples
    --------
    >>> gao = Transmitter("gao", Text("Gao", "Gao"), -0.0447, 16.2717, 94.0)
    >>> gao.erp_kw, gao.assumptions()
    (1.0, ('erp_kw', 'antenna_m', 'polarisation'))
    >>> gao.assuming(erp_kw=5.0).erp_kw
    5.0
    """

    id: str
    name: Text
    longitude_deg: float
    latitude_deg: float
    frequency_mhz: float
    position_note: Text = TOWN_POSITION
    documented: Documented = field(default_factory=Documented)
    assumed: Assumed = field(default_factory=Assumed)

    def __post_init__(self) -> None:
        checks.check_range(_LONGITUDE, self.longitude_deg, -180.0, 180.0, "°")
        checks.check_range(_LATITUDE, self.latitude_deg, -90.0, 90.0, "°")
        checks.check_range(checks.FREQUENCY, self.frequency_mhz, *FREQUENCY_RANGE_MHZ, "MHz")

    @property
    def erp_kw(self) -> float:
        """Return the power used, documented or assumed, kW."""
        stated = self.documented.erp_kw
        return self.assumed.erp_kw if stated is None else stated

    @property
    def antenna_m(self) -> float:
        """Return the antenna height used, documented or assumed, m above ground."""
        stated = self.documented.antenna_m
        return self.assumed.antenna_m if stated is None else stated

    @property
    def polarisation(self) -> Polarisation:
        """Return the polarisation used, documented or assumed."""
        return self.documented.polarisation or self.assumed.polarisation

    def assumptions(self) -> tuple[str, ...]:
        """Name the quantities in use that no source documents."""
        names = ("erp_kw", "antenna_m", "polarisation")
        return tuple(name for name in names if getattr(self.documented, name) is None)

    def assumptions_text(self) -> Text:
        """Say the assumed quantities in words, for a caption."""
        power, height = f"{self.erp_kw:g} kW", f"{self.antenna_m:g} m"
        fr_pole, en_pole = (
            {"horizontal": "horizontale"}.get(self.polarisation, "verticale"),
            (self.polarisation),
        )
        phrases = {
            "erp_kw": Text(f"PAR {power}", f"ERP {power}"),
            "antenna_m": Text(f"antenne à {height} du sol", f"antenna {height} above ground"),
            "polarisation": Text(f"polarisation {fr_pole}", f"{en_pole} polarisation"),
        }
        used = [phrases[name] for name in self.assumptions()]
        if not used:
            return Text("aucune hypothèse", "no assumption")
        return Text(
            "hypothèses : " + ", ".join(text.fr for text in used),
            "assumed: " + ", ".join(text.en for text in used),
        )

    def assuming(
        self,
        *,
        erp_kw: float | None = None,
        antenna_m: float | None = None,
        polarisation: Polarisation | None = None,
    ) -> Transmitter:
        """Return a copy with other assumptions; what is documented does not move."""
        assumed = Assumed(
            self.assumed.erp_kw if erp_kw is None else erp_kw,
            self.assumed.antenna_m if antenna_m is None else antenna_m,
            polarisation or self.assumed.polarisation,
        )
        return replace(self, assumed=assumed)
