import assert from "node:assert/strict";
import { test } from "node:test";
import { LayerSettings } from "../../app/web/settings.ts";
import { canonical, fromQuery, type Rules, toQuery, type View } from "../../layers/web/view.ts";

const rules = {
  layers: ["sectors", "regions", "sites"],
  defaults: ["sites"],
  basemaps: ["atlas"],
  selections: [],
  parameters: { sites: [{ name: "reach", kind: "number", minimum: 1, maximum: 90, usual: "30", choices: [] }] },
  colours: { regions: { courts: "tint" } },
  filters: {},
} as unknown as Rules;

/** A page: its view, changed as `app/web/state.ts` does it. */
class Page {
  private readonly settings = new LayerSettings();
  view: View;

  constructor(query: string) {
    this.view = fromQuery(query, rules, "en");
  }

  change(fields: Partial<View>): string {
    this.view = canonical({ ...this.view, ...this.settings.complete(this.view, fields) }, rules);
    return toQuery(this.view);
  }

  layers(...layers: string[]): string {
    return this.change({ layers });
  }
}

const SET = "lang=en&layers=sectors,regions,sites&order=sites&sites.opacity=40&regions.colour=courts&sites.reach=50";

test("a layer that is switched off and on again is as it was", () => {
  const page = new Page(SET);
  assert.equal(page.layers("sectors", "regions"), "lang=en&layers=sectors,regions&regions.colour=courts");
  assert.equal(page.layers("sectors"), "lang=en&layers=sectors");
  assert.equal(page.layers("sectors", "sites"), "lang=en&layers=sectors,sites&order=sites&sites.opacity=40&sites.reach=50");
  assert.equal(page.layers("sectors", "regions", "sites"), SET);
  assert.equal(page.layers(), "lang=en&layers=none");
  assert.equal(page.layers("regions", "sites"), SET.replace("sectors,", ""));
});

test("what was set back is not set again", () => {
  const page = new Page(SET);
  page.change({ opacity: { sites: 100 }, colour: { regions: "" }, arguments: { sites: { reach: "30" } }, order: [] });
  page.layers("sectors");
  assert.equal(page.layers("sectors", "regions", "sites"), "lang=en&layers=sectors,regions,sites");
});

test("what is set of a layer that is off counts when it is switched on", () => {
  const page = new Page("layers=sectors");
  page.change({ opacity: { sites: 60 } });
  assert.equal(page.layers("sectors", "sites"), "lang=en&layers=sectors,sites&sites.opacity=60");
});

test("a layer that is switched on by being coloured keeps its opacity", () => {
  const page = new Page("layers=regions&regions.opacity=30");
  page.layers();
  const asked = page.change({ layers: ["regions"], colour: { regions: "courts" } });
  assert.equal(asked, "lang=en&layers=regions&regions.opacity=30&regions.colour=courts");
});

test("a view that is opened whole is shown as it says", () => {
  const page = new Page(SET);
  page.layers("sectors");
  assert.equal(page.change(fromQuery("layers=regions,sites", rules, "en")), "lang=en&layers=regions,sites");
});

test("an order made while a layer was off has no place for it", () => {
  const page = new Page("layers=sectors,regions,sites&order=sites");
  page.layers("sectors", "regions");
  page.change({ order: ["regions", "sectors"] });
  assert.equal(page.layers("sectors", "regions", "sites"), "lang=en&layers=sectors,regions,sites&order=regions");
});
