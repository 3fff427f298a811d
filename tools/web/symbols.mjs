// Draws the symbols that the explorer offers: military ones (MIL-STD-2525E, APP-6) with milsymbol, and OCHA's humanitarian icons, which
// lie in layers/icons/ocha. What they are made of is written to layers/icons/symbols.json: browser and sheets draw the same parts, and
// neither needs the library.
// With --check nothing is written: what is committed must be what the library gives.
import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import ms from "milsymbol";

const FRIEND = 3;
const NEUTRAL = 4;
const HOSTILE = 6;
const SETS = { unit: "10", control: "25", activity: "40" };
const HEADQUARTERS = 2;

/** The code of MIL-STD-2525E, 20 digits: version, context, identity, set, status, headquarters, echelon, entity, modifiers. */
const code = (set, identity, entity, staff = 0) => `100${identity}${SETS[set]}0${staff}00${entity}0000`;
const unit = (entity, fr, en, staff) => ({ group: "units", sidc: code("unit", FRIEND, entity, staff), fr, en });
const incident = (entity, fr, en) => ({ group: "incidents", sidc: code("activity", HOSTILE, entity), fr, en });
const event = (entity, fr, en) => ({ group: "events", sidc: code("activity", NEUTRAL, entity), fr, en });

const icon = (name, fr, en) => ({ group: "humanitarian", icon: name, fr, en });

export const DECLARED = {
  infantry: unit("121100", "Infanterie", "Infantry"),
  mechanised: unit("121102", "Infanterie mécanisée", "Mechanised infantry"),
  motorised: unit("121104", "Infanterie motorisée", "Motorised infantry"),
  armour: unit("120500", "Blindés", "Armour"),
  reconnaissance: unit("121300", "Reconnaissance", "Reconnaissance"),
  "special-forces": unit("121700", "Forces spéciales", "Special forces"),
  engineer: unit("140700", "Génie", "Engineers"),
  eod: unit("140800", "Neutralisation d’explosifs (NEDEX)", "Explosive ordnance disposal (EOD)"),
  "mine-clearing": unit("141400", "Déminage", "Mine clearing"),
  medical: unit("161300", "Santé", "Medical"),
  signals: unit("111000", "Transmissions", "Signals"),
  aviation: unit("120600", "Hélicoptères", "Rotary-wing aviation"),
  "fixed-wing": unit("120800", "Avions", "Fixed-wing aviation"),
  drone: unit("121900", "Drones", "Unmanned systems"),
  headquarters: unit("000000", "Quartier général", "Headquarters", HEADQUARTERS),
  logistics: unit("160600", "Logistique", "Logistics"),
  transport: unit("163600", "Transport, convoi", "Transport, convoy"),
  "military-police": unit("141200", "Police militaire", "Military police"),
  cimic: unit("110300", "Coopération civilo-militaire", "Civil-military cooperation"),
  police: { group: "units", sidc: code("activity", FRIEND, "131500"), fr: "Police", en: "Police" },
  patrol: { group: "units", sidc: code("activity", FRIEND, "130100"), fr: "Patrouille", en: "Patrol" },
  checkpoint: { group: "units", sidc: code("control", FRIEND, "130300"), fr: "Point de contrôle", en: "Checkpoint" },
  ied: incident("110300", "Engin explosif improvisé", "Improvised explosive device (IED)"),
  "ied-explosion": incident("110301", "Explosion d’un engin improvisé", "IED explosion"),
  shooting: incident("110400", "Attaque, tirs", "Attack, shooting"),
  sniper: incident("110401", "Tireur embusqué", "Sniper"),
  explosion: incident("110600", "Explosion", "Explosion"),
  "mine-explosion": incident("110603", "Explosion d’une mine", "Mine explosion"),
  mine: { group: "incidents", sidc: code("control", HOSTILE, "280600"), fr: "Mine", en: "Mine" },
  ambush: { group: "incidents", sidc: "GHOPVU---------", standard: "APP6", fr: "Embuscade", en: "Ambush" },
  killing: incident("110108", "Meurtre", "Killing"),
  arson: incident("110102", "Incendie volontaire", "Arson"),
  looting: incident("110114", "Pillage", "Looting"),
  demonstration: event("120100", "Manifestation", "Demonstration"),
  "food-aid": event("131202", "Distribution de vivres", "Food distribution"),
  health: icon("health", "Santé", "Health"),
  shelter: icon("shelter", "Abris", "Shelter"),
  wash: icon("water-sanitation-and-hygiene", "Eau, hygiène, assainissement", "Water, sanitation, hygiene"),
  "food-security": icon("food-security", "Sécurité alimentaire", "Food security"),
  education: icon("education", "Éducation", "Education"),
  nutrition: icon("nutrition", "Nutrition", "Nutrition"),
  protection: icon("protection", "Protection", "Protection"),
  "relief-logistics": icon("logistics", "Logistique humanitaire", "Humanitarian logistics"),
  telecom: icon("emergency-telecommunications", "Télécommunications d’urgence", "Emergency telecommunications"),
  "camp-management": icon("camp-coordination-and-camp-management", "Gestion des camps", "Camp management"),
  displaced: icon("internally-displaced", "Déplacés internes", "Internally displaced"),
  refugees: icon("refugee", "Réfugiés", "Refugees"),
  distribution: icon("distribution-site", "Site de distribution", "Distribution site"),
  access: icon("humanitarian-access", "Accès humanitaire", "Humanitarian access"),
  abduction: icon("abduction-kidnapping", "Enlèvement", "Abduction"),
  roadblock: icon("roadblock", "Barrage routier", "Roadblock"),
  flood: icon("flood", "Inondation", "Flood"),
  truck: icon("truck", "Camion", "Truck"),
};

const NAMED = { black: "#000000", white: "#FFFFFF", yellow: "#FFFF00", red: "#FF0000", none: "" };

/** A colour as `#RRGGBB`, or empty for none. */
function hex(colour = "none") {
  const digits = /^rgb\((\d+),\s*(\d+),\s*(\d+)\)$/.exec(colour)?.slice(1);
  const found = digits ? `#${digits.map((each) => Number(each).toString(16).padStart(2, "0")).join("")}`.toUpperCase() : NAMED[colour];
  if (found === undefined) throw new Error(`no such colour: ${colour}`);
  return found;
}

const times = ([a, b, c, d, e, f], [g, h, i, j, k, l]) => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
];

/** The matrix of a transform: moves and changes of size, one of which milsymbol gives at a time. */
function matrix(text = "") {
  const [, name, inside] = /^(\w+)\(([^)]*)\)$/.exec(text.trim()) ?? [];
  const numbers = (inside ?? "").split(/[\s,]+/).map(Number);
  if (name === undefined) return [1, 0, 0, 1, 0, 0];
  if (name === "translate") return [1, 0, 0, 1, numbers[0], numbers[1] ?? 0];
  if (name === "scale") return [numbers[0], 0, 0, numbers[1] ?? numbers[0], 0, 0];
  if (name === "rotate") {
    const [degrees, x = 0, y = 0] = numbers;
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    return times(times([1, 0, 0, 1, x, y], [cos, sin, -sin, cos, 0, 0]), [1, 0, 0, 1, -x, -y]);
  }
  throw new Error(`no such transform: ${text}`);
}

const round = (number) => Number(number.toFixed(3)) + 0;
const circlePath = ({ cx, cy, r }) => {
  const [left, right] = [round(cx - r), round(Number(cx) + Number(r))];
  return `M${left},${cy} A${r},${r} 0 1 0 ${right},${cy} A${r},${r} 0 1 0 ${left},${cy} Z`;
};

/** Fill, stroke and place of an element; only what is not usual is written. */
function inkOf(given, at) {
  const stroke = hex(given.stroke);
  const dash = given["stroke-dasharray"];
  return {
    fill: hex(given.fill),
    stroke,
    width: stroke ? Number(given["stroke-width"] ?? 1) : 0,
    ...(dash && dash !== "none" ? { dash } : {}),
    ...(at.join() === "1,0,0,1,0,0" ? {} : { matrix: at.map(round) }),
  };
}

/** The parts of a drawing of milsymbol's, from the lowest to the uppermost. */
function partsOf(svg) {
  const parts = [];
  const places = [[1, 0, 0, 1, 0, 0]];
  for (const [, closing, name, attributes, own, text] of svg.matchAll(/<(\/?)(\w+)([^>]*?)(\/?)>([^<]*)/g)) {
    const given = Object.fromEntries([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
    if (name === "g" && closing) places.pop();
    else if (name === "g") places.push(times(places.at(-1), matrix(given.transform)));
    else if (closing || name === "svg") continue;
    else if (name === "path" || name === "circle")
      parts.push({ d: name === "path" ? given.d : circlePath(given), ...inkOf(given, times(places.at(-1), matrix(given.transform))) });
    else if (name === "text")
      parts.push({
        text,
        x: Number(given.x),
        y: Number(given.y),
        size: Number(given["font-size"]),
        align: given["text-anchor"] ?? "start",
        ...inkOf(given, times(places.at(-1), matrix(given.transform))),
      });
    else throw new Error(`no such element: ${name}${own}`);
  }
  return parts;
}

/** What is drawn of a symbol: its box (left, top, width, height) and the point of it that stands on the place. */
function drawn(id, { group, sidc, fr, en, standard = "2525" }) {
  const symbol = new ms.Symbol(sidc, { size: 100, standard }); // as large as its own units
  if (!symbol.isValid()) throw new Error(`${id}: ${sidc} is no symbol`);
  const svg = symbol.asSVG();
  const box = /viewBox="([^"]+)"/.exec(svg)[1].split(" ").map(Number);
  const { x, y } = symbol.getAnchor();
  return { group, sidc, fr, en, box: box.map(round), anchor: [round(box[0] + x), round(box[1] + y)], parts: partsOf(svg) };
}

const BLUE = "rgb(2,108,182)";
const SIDE = 100; // of the square that an icon stands on
const ICON = 72; // units that the icon itself takes of it

/** One of OCHA's icons, white on a blue square. */
function drawnIcon({ group, icon: name, fr, en }) {
  const svg = readFileSync(new URL(`../../layers/icons/ocha/${name}.svg`, import.meta.url), "utf-8");
  const [, , wide, high] = /viewBox="([^"]+)"/.exec(svg)[1].split(" ").map(Number);
  const scale = ICON / Math.max(wide, high);
  const place = `<g transform="translate(${100 - (wide * scale) / 2},${100 - (high * scale) / 2})"><g transform="scale(${scale})">`;
  const outlines = [...svg.matchAll(/<(path|circle)\s[^>]*>/g)].map(([whole]) => whole.replace(/\/?>$/, 'fill="white"/>'));
  const corner = 100 - SIDE / 2;
  const ground = `<path d="M${corner},${corner}h${SIDE}v${SIDE}h-${SIDE}z" fill="${BLUE}" stroke="white" stroke-width="4"/>`;
  const box = [corner - 2, corner - 2, SIDE + 4, SIDE + 4];
  return { group, sidc: "", fr, en, box, anchor: [100, 100], parts: partsOf(`${ground}${place}${outlines.join("")}</g></g>`) };
}

/** The file of all symbols. */
export const content = () =>
  `{\n${Object.entries(DECLARED)
    .map(([id, declared]) => `${JSON.stringify(id)}: ${JSON.stringify(declared.icon ? drawnIcon(declared) : drawn(id, declared))}`)
    .join(",\n")}\n}\n`;

export const FILE = new URL("../../layers/icons/symbols.json", import.meta.url);

if (import.meta.main) {
  if (process.argv.includes("--check")) {
    if ((await readFile(FILE, "utf-8")) !== content())
      throw new Error("layers/icons/symbols.json is not what the sources give: run node tools/web/symbols.mjs");
  } else await writeFile(FILE, content());
}
