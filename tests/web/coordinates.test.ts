/** Positions as they are written and read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decimal, dms, mgrs, readDecimal, readPosition, readSexagesimal, turnedRound } from "../../app/web/tools/coordinates.ts";
import { cases, runLibrary } from "./shared.ts";

const GAO = { lat: 16.2717, lng: -0.0447 };

test("MGRS is empty until its library is there", () => {
  assert.equal(mgrs(GAO), "");
  runLibrary("mgrs");
  assert.equal(mgrs(GAO), "30Q ZD 15880 01273");
});

test("positions are written in MGRS as Python writes them", () => {
  for (const { lat, lon, digits, mgrs: expected } of cases<{ lat: number; lon: number; digits: number; mgrs: string }[]>("mgrs_cases"))
    assert.equal(mgrs({ lat, lng: lon }, digits), expected);
});

test("positions are written in degrees, minutes and seconds as Python writes them", () => {
  for (const { lat, lon, lang, dms: expected } of cases<{ lat: number; lon: number; lang: string; dms: string }[]>("dms_cases"))
    assert.equal(dms({ lat, lng: lon }, lang === "fr" ? "O" : "W"), expected);
});

test("there is no MGRS near the poles", () => {
  assert.equal(mgrs({ lat: 84.5, lng: 0 }), "");
  assert.equal(mgrs({ lat: -80.5, lng: 0 }), "");
});

test("decimal degrees have four decimals, degrees have whole seconds and the language's letter for west", () => {
  assert.equal(decimal(GAO), "16.2717, -0.0447");
  assert.equal(dms(GAO, "O"), "16°16′18″N 0°02′41″O");
  assert.equal(dms({ lat: -33.99999, lng: 18.5 }, "W"), "34°00′00″S 18°30′00″E");
});

test("decimal degrees are read with a point or a comma, and any separator", () => {
  for (const text of ["16.2717, -0.0447", "16,2717 ; -0,0447", " 16.2717 −0.0447 ", "16.2717° -0.0447°", "+16.2717,-0.0447"])
    assert.deepEqual(readDecimal(text), GAO, text);
  for (const text of ["gao", "16.2717", "86, 0", "16, 181", "16.2717, -0.0447, 3", "O2.2.9"]) assert.equal(readDecimal(text), null, text);
});

test("degrees with hemispheres are read in either order", () => {
  const texts = ["16°16′18″N 0°02′41″O", "N16 16 18 W0 2 41", "0°02'41\"W, 16°16'18\"N", "16d16'18''n 0d2'41''w", "16 16.3 N 0 2,68333 W"];
  for (const text of texts) {
    const found = readSexagesimal(text);
    assert.ok(found && Math.abs(found.lat - 16.27167) < 1e-4 && Math.abs(found.lng + 0.04472) < 1e-4, text);
  }
  assert.deepEqual(readSexagesimal("33.5S 18.25E"), { lat: -33.5, lng: 18.25 });
  for (const text of ["16°61′N 0°W", "16N 0N", "16 16 18", "99N 0E"]) assert.equal(readSexagesimal(text), null, text);
});

test("a text is read in any of the three ways", async () => {
  for (const text of ["30Q ZD 15880 01273", "30qzd1588001273"]) {
    const found = (await readPosition(text))?.at;
    assert.ok(found && Math.abs(found.lat - GAO.lat) < 2e-5 && Math.abs(found.lng - GAO.lng) < 2e-5, text);
  }
  assert.deepEqual(await readPosition("16.2717, -0.0447"), { at: GAO, isPlain: true });
  assert.deepEqual(await readPosition("16.5N 1.5W"), { at: { lat: 16.5, lng: -1.5 }, isPlain: false });
  for (const text of ["Gao", "30Q ZD 158", "99Q ZD", "30I ZD 15 01", ""]) assert.equal(await readPosition(text), null, text);
});

test("MGRS is read back to the position that it was written of", async () => {
  for (const { lat, lon, digits, mgrs: text } of cases<{ lat: number; lon: number; digits: number; mgrs: string }[]>("mgrs_cases")) {
    if (digits !== 5 || Math.abs(lat) > 79) continue;
    const found = (await readPosition(text))?.at;
    assert.ok(found && Math.abs(found.lat - lat) < 2e-5 && Math.abs(found.lng - lon) < 5e-5, text);
  }
});

test("two numbers the wrong way round are noticed where only the other order lies in the country", () => {
  const mali = [-12.24, 10.14, 4.24, 25] as const;
  assert.deepEqual(turnedRound({ lat: -4.183, lng: 14.4843 }, mali), { lat: 14.4843, lng: -4.183 });
  assert.equal(turnedRound({ lat: 14.4843, lng: -4.183 }, mali), null);
  assert.equal(turnedRound({ lat: 48.85, lng: 2.35 }, mali), null); // Paris is meant
});
