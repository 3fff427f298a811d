"""The types of a place's dossier and of the other files that are read beside the map.

All words are in one language; days are ISO 8601, empty where a period is open or nothing is dated.
"""

from layers.artifact.dossiers.data import (
    PlaceBook,
    PlaceConflict,
    PlaceData,
    PlaceFact,
    PlaceFigure,
)
from layers.artifact.dossiers.figures import (
    Explanation,
    FigureCard,
    Figures,
    FigureSection,
    Picture,
)
from layers.artifact.dossiers.place import (
    Activity,
    ActivityFigure,
    Chart,
    Conflict,
    ConflictFact,
    Derivation,
    Dossier,
    DossierFact,
    FigureSeries,
    GivenFor,
    Group,
    LedgerFact,
    Link,
    ModelledLine,
    Nearest,
    Position,
    Radio,
    Topic,
    Validity,
)

__all__ = [
    "Activity",
    "ActivityFigure",
    "Chart",
    "Conflict",
    "ConflictFact",
    "Derivation",
    "Dossier",
    "DossierFact",
    "Explanation",
    "FigureCard",
    "FigureSection",
    "FigureSeries",
    "Figures",
    "GivenFor",
    "Group",
    "LedgerFact",
    "Link",
    "ModelledLine",
    "Nearest",
    "Picture",
    "PlaceBook",
    "PlaceConflict",
    "PlaceData",
    "PlaceFact",
    "PlaceFigure",
    "Position",
    "Radio",
    "Topic",
    "Validity",
]
