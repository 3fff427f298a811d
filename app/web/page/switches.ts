/** The layer panel's switches. (Skeleton: signatures are final.) */

/** Switch a layer on; whether it was off. */
export const switchOn = (layer: string): boolean => Boolean(layer);

/** The title of a layer, as the panel writes it. */
export const titleOf = (layer: string): string => layer;
