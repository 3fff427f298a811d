/** What stands above the names without being of a layer: the reader's drawings. */

/** The pane that holds them. */
export const DRAWN = "atlas-drawn";
/** The event by which the map tells that they are drawn anew. */
export const REDRAWN = "atlas-redrawn";
