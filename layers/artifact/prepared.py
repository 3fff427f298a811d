"""A view made ready for one request: each layer read, computed, dated and released once, then handed down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.model import Artifact, LayerEntry
    from layers.artifact.reader import Build
    from layers.artifact.tiled.read import Tiled
    from layers.view.state import ViewState


@dataclass(frozen=True)
class PreparedView:
    """What one request may draw.

    Every artifact is in the view's language, for the view's arguments, filtered, as of its day, and
    coloured as it says. Each is made when it is first asked for, and the same value is given to every
    renderer of the request.
    """

    build: Build
    view: ViewState
    _made: dict[str, Artifact] = field(default_factory=dict, compare=False, repr=False)

    @property
    def lang(self) -> Lang:
        """Language of every word."""
        return self.view.lang

    @property
    def entries(self) -> list[LayerEntry]:
        """Entries of the layers that the view shows, from the top of the drawing down."""
        return [self.build.layer(layer) for layer in self.view.drawn]

    @property
    def base(self) -> list[LayerEntry]:
        """Entries of what the offline basemap is made of; none on a blank map."""
        return self.build.base if self.view.base != "blank" else []

    def artifact(self, layer_id: str) -> Artifact:
        """One layer as this request may draw it; it need not be one of those that the view shows.

        Raises
        ------
        NotFoundError
            If there is no such layer.
        MissingResourceError
            If its file is gone.
        """
        if layer_id not in self._made:
            self._made[layer_id] = self._make(layer_id)
        return self._made[layer_id]

    def _make(self, layer_id: str) -> Artifact:
        arguments = self.build.arguments(layer_id, self.view.arguments.get(layer_id, {}))
        colour = self.view.colour.get(layer_id, "")
        return self.build.artifact(
            layer_id, self.lang, arguments, self.view.date, colour, self.view.filter, may_be_tiled=True
        )

    def tiled(self, layer_id: str) -> Tiled:
        """The rows of a reader's layer that the server draws, as this request shows it.

        Raises
        ------
        NotFoundError
            If there is no such layer.
        """
        colour = self.view.colour.get(layer_id, "")
        return self.build.tiled(layer_id, self.view.date, colour, self.view.filter)
