"""What one sheet may draw and tell: the build prepared for its view, released for its audience."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geodata.errors import NotFoundError
from geodata.facts.holding import state
from layers.artifact.prepared import PreparedView
from layers.artifact.scores import scorecard_on
from layers.export.sheet.request.profiles import RULES, release

if TYPE_CHECKING:
    from layers.artifact.dossiers import Dossier, Topic
    from layers.artifact.model import Artifact, PlaceEntry
    from layers.artifact.reader import Build
    from layers.artifact.tiled.read import Tiled
    from layers.export.sheet.request.query import SheetRequest


@dataclass(frozen=True, kw_only=True)
class SheetData(PreparedView):
    """One sheet's request, and what it may draw.

    Artifacts and dossiers are as the request's audience may have them; each is made once.
    """

    request: SheetRequest
    _dossiers: dict[tuple[str, str], Dossier | None] = field(default_factory=dict, compare=False, repr=False)

    def also(self, request: SheetRequest) -> SheetData:
        """Return the data of another request; what both may draw alike is not made again."""
        is_alike = request.view == self.view and request.profile == self.request.profile
        return replace(self, request=request) if is_alike else prepare(request, self.build)

    def place(self, place_id: str) -> PlaceEntry | None:
        """What the index says of one place."""
        return self.build.place(place_id)

    def dossier(self, place: str, *, every_date: bool = False) -> Dossier | None:
        """One place's dossier without the topics withheld, or nothing.

        Its facts are those in force on the view's day, unless ``every_date`` is asked for.
        """
        key = place, "" if every_date else self.view.date
        if key not in self._dossiers:
            self._dossiers[key] = self._dossier(*key)
        return self._dossiers[key]

    def _make(self, layer_id: str) -> Artifact:
        roles = self.build.layer(layer_id)["roles"]
        return release(super()._make(layer_id), roles, self.request.profile)

    def tiled(self, layer_id: str) -> Tiled:
        """The rows of a reader's layer that the server draws, rounded where the audience's points are."""
        from layers.artifact.tiled.read import rounded_to  # noqa: PLC0415 - numpy, where it is drawn

        tiled, step = super().tiled(layer_id), RULES[self.request.profile].step
        return rounded_to(tiled, step) if step else tiled

    def _dossier(self, place: str, day: str) -> Dossier | None:
        try:
            dossier = self.build.dossier(place, self.lang)
        except NotFoundError:
            return None
        rule = RULES[self.request.profile]
        topics = [_on(topic, day) for topic in dossier["topics"] if topic["id"] not in rule.withheld_topics]
        return dossier | {
            "topics": topics,
            "scorecard": scorecard_on(dossier["scorecard"], day),
            "position": None if rule.step else dossier["position"],
        }


def prepare(request: SheetRequest, build: Build) -> SheetData:
    """Return what a sheet may draw."""
    return SheetData(build, request.view, request=request)


def _on(topic: Topic, day: str) -> Topic:
    """The facts of a topic in force on a day."""
    if not day:
        return topic
    facts = [fact for fact in topic["facts"] if state(fact["since"], fact["until"], day) == "holds"]
    return topic | {"facts": facts}
