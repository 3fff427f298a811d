"""What is said where a reader's table, or the folder of tables, is not there."""

from __future__ import annotations

from geodata.errors import MissingResourceError, NotFoundError


def gone() -> NotFoundError:
    """Return the refusal of what is no longer kept."""
    return NotFoundError(
        "Cette couche n’existe plus : elle a été supprimée ou son délai est passé. "
        "Ajoutez le fichier de nouveau.",
        "This layer is no longer there: it was deleted or its time is over. Add the file again.",
    )


def away() -> MissingResourceError:
    """Return the refusal where files or catalogue cannot be used."""
    return MissingResourceError(
        "Le dossier des tableaux de lecteurs n’est pas utilisable : voyez ATLAS_OWN et ATLAS_OWN_CATALOGUE.",
        "The folder of readers’ tables cannot be used: see ATLAS_OWN and ATLAS_OWN_CATALOGUE.",
    )
