/** What the reader has set of each layer. The view names layers that are on alone; one that is switched off keeps its own. */
import { fewest, type View } from "../../layers/web/view.ts";

const SET = ["opacity", "colour", "arguments"] as const;

type OfLayers = Record<string, unknown>;

export class LayerSettings {
  private readonly kept: Record<(typeof SET)[number], OfLayers> = { opacity: {}, colour: {}, arguments: {} };
  private order: string[] = [];

  /** The fields of a change, and with them what was set of the layers that it switches on. */
  complete(before: Readonly<View>, fields: Partial<View>): Partial<View> {
    this.keep(before, fields);
    const { layers } = fields;
    const added = layers?.filter((id) => !before.layers.includes(id)) ?? [];
    if (!layers || !added.length) return fields;
    const more: Partial<Record<(typeof SET)[number], OfLayers>> = {};
    for (const name of SET) {
      const own = added.flatMap((id) => (this.kept[name][id] === undefined ? [] : [[id, this.kept[name][id]]]));
      if (!fields[name] && own.length) more[name] = { ...before[name], ...Object.fromEntries(own) };
    }
    return { ...fields, order: fields.order ?? this.orderWith(added, before), ...(more as Partial<View>) };
  }

  /** `before` has what is set of the layers that are on; a change that names no layers may be of one that is off. */
  private keep(before: Readonly<View>, fields: Partial<View>): void {
    for (const name of SET) {
      for (const id of before.layers) delete this.kept[name][id];
      Object.assign(this.kept[name], before[name], fields.layers ? {} : fields[name]);
    }
    if (fewest(this.order, before.layers).join() !== before.order.join()) this.order = before.order; // changed otherwise
    if (fields.order && !fields.layers) this.order = fields.order;
  }

  private orderWith(added: string[], before: Readonly<View>): string[] {
    const layers = [...before.layers, ...added];
    return this.order.filter((id) => layers.includes(id));
  }
}
