/** The panel of the selected place or layer. (Skeleton: signatures are final.) */
import { signal } from "../signal.ts";

/** A dossier has just been put into `#dossier`. */
export const dossierShown = signal();
