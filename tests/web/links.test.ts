/** Positions that other programs give: UTM, geo: addresses, links of online maps. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readPosition } from "../../app/web/tools/coordinates.ts";
import { isLink, readGeo, readLink, readUtm } from "../../app/web/tools/links.ts";
import { cases } from "./shared.ts";

const MOPTI = { lat: 14.4843, lng: -4.183 };

test("UTM is read as pyproj has it, with a band or a hemisphere", () => {
  for (const { zone, easting, northing, lat, lon } of cases<Record<"zone" | "easting" | "northing" | "lat" | "lon", number>[]>(
    "utm_cases",
  )) {
    for (const letter of ["N", "CDEFGHJKLMNPQRSTUVWX"[Math.floor((lat + 80) / 8)]]) {
      const found = readUtm(`${zone}${letter} ${easting} ${String(northing).padStart(5, "0")}`);
      assert.ok(found && Math.abs(found.lat - lat) < 1e-7 && Math.abs(found.lng - lon) < 1e-7, `${zone}${letter} ${easting} ${northing}`);
    }
  }
});

test("UTM is read as it is written in the field", () => {
  const texts = [
    "30P 372511 1601617",
    "30p 0372511 1601617",
    "UTM zone 30 P, 372511 mE, 1601617 mN",
    "372511E 1601617N 30P",
    "30N 372511 1601617",
  ];
  const [first] = texts.map(readUtm);
  assert.ok(first && Math.abs(first.lat - 14.4843) < 1e-3 && Math.abs(first.lng + 4.183) < 1e-3);
  for (const text of texts) assert.deepEqual(readUtm(text), first, text);
  const south = readUtm("36S 500000 9000000"); // of the southern hemisphere: no northing of band S
  assert.ok(south && Math.abs(south.lat + 9.04) < 0.01);
  const band = readUtm("36S 500000 3800000");
  assert.ok(band && band.lat > 32 && band.lat < 40);
  for (const text of ["61P 372511 1601617", "30I 372511 1601617", "30Q 372511 1601617", "30P 37251 1601617", "30P", "372511 1601617"])
    assert.equal(readUtm(text), null, text);
});

test("a geo: address is a position", () => {
  for (const text of ["geo:14.4843,-4.183", "GEO:14.4843,-4.183,270;u=35", "geo:14.4843,-4.183?z=12"])
    assert.deepEqual(readGeo(text), MOPTI, text);
  for (const text of ["geo:", "geo:Mopti", "14.4843,-4.183"]) assert.equal(readGeo(text), null, text);
});

test("links of online maps are read without asking them", () => {
  const links = [
    "https://www.google.com/maps/@14.4843,-4.183,12z",
    "https://www.google.com/maps/place/Mopti/@14.5,-4.2,13z/data=!3m1!4b1!4m6!3m5!1s0xe:0x1!8m2!3d14.4843!4d-4.183!16s",
    "https://www.google.com/maps?q=14.4843,-4.183",
    "https://maps.google.com/?q=14.4843%2C-4.183&z=9",
    "https://www.google.com/maps/search/?api=1&query=14.4843%2C-4.183",
    "https://www.google.com/maps/search/14.4843,+-4.183?entry=tts",
    "https://www.google.com/maps/dir/?api=1&destination=14.4843,-4.183",
    "https://www.openstreetmap.org/#map=12/14.4843/-4.183",
    "https://www.openstreetmap.org/?mlat=14.4843&mlon=-4.183#map=5/10/0",
    "https://www.bing.com/maps?cp=14.4843~-4.183&lvl=11",
    "https://www.bing.com/maps?sp=point.14.4843_-4.183_Mopti",
    "https://maps.apple.com/?ll=14.4843,-4.183&q=Mopti",
    "https://maps.apple.com/?q=14.4843,-4.183&ll=10,0",
    "https://wego.here.com/?map=14.4843,-4.183,12,normal",
    "https://waze.com/ul?ll=14.4843%2C-4.183&navigate=yes",
    "https://yandex.com/maps/?ll=-4.183%2C14.4843&z=12",
    "https://example.org/viewer?lat=14.4843&lon=-4.183",
    "www.example.org/#11/14.4843/-4.183",
  ];
  for (const link of links) assert.deepEqual(readLink(link), MOPTI, link);
});

test("a link without a position gives none, and a broken one no error", () => {
  for (const link of [
    "https://maps.app.goo.gl/AbCd12",
    "https://www.google.com/maps/place/Mopti",
    "https://example.org/?q=200,300",
    "https://[",
    "https://example.org/%E0%A4%A",
  ]) {
    assert.ok(isLink(link), link);
    assert.equal(readLink(link), null, link);
  }
  for (const text of ["Mopti", "14.4843, -4.183", "see https://example.org/@1.5,2.5"]) assert.equal(readLink(text), null, text);
});

test("each of these is a position wherever one is typed", async () => {
  for (const text of ["geo:14.4843,-4.183", "https://www.openstreetmap.org/#map=12/14.4843/-4.183"])
    assert.deepEqual((await readPosition(text))?.at, MOPTI, text);
  assert.ok((await readPosition("30P 372511 1601617"))?.at);
});
