/** Going to what was chosen: the place, the fact in its dossier, the result's row, the layer, the help. */
import { element } from "../../../layers/web/dom.ts";
import { word } from "../boot.ts";
import { setLater } from "../later.ts";
import { whenMap } from "../map/map.ts";
import { seekFact } from "../page/seek.ts";
import { switchOn, titleOf } from "../page/switches.ts";
import { change } from "../state.ts";
import { say } from "../status.ts";
import { showFact, showResult } from "../tables/figures.ts";
import { goTo, showPosition } from "../tools/position.ts";
import { openTool } from "../tools/toolbar.ts";
import { placesNamed } from "./ask.ts";
import { names, type Option, theLibrary } from "./gather.ts";
import type { Item } from "./match.ts";
import type { Library, Passage } from "./passages.ts";
import { ringPlaces } from "./results.ts";

const PAUSE = 2500; // ms a message stays
const POINT_ZOOM: Record<string, number> = { site: 9, town: 9, village: 10, airport: 11, facility: 9 };

const isResult = ({ kind }: Item): boolean => kind === "output" || kind === "indicator";

async function chooseItem(item: Item): Promise<void> {
  const { kind, id, name, at, place, layer, label } = item;
  const isSwitched = Boolean(layer && (at || !isResult(item)) && switchOn(layer));
  if (isResult(item))
    showResult(id); // its row; its places are on the map behind
  else if (place) change({ selection: place });
  if (at) await goTo(at, POINT_ZOOM[kind]);
  if (isResult(item)) return;
  if (kind === "layer" || isSwitched) say(word("search_switched", { title: titleOf(layer) }), PAUSE);
  else if (!place && !at) say("search_nowhere", PAUSE);
  if (place || !at || kind === "facility") return;
  const [a, b, c, d] = at as [number, number, number?, number?];
  await showPosition(c === undefined || d === undefined ? [a, b] : [(a + c) / 2, (b + d) / 2], `${name} · ${label}`);
}

const itemOf = async (id: string): Promise<Item | undefined> => (await names()).find((item) => item.id === id);

/** The fact where it is told: in the dossier of its place, or of the member asked for, or among the facts of the country. */
async function chooseFact(passage: Passage, asked: string, { places, nation }: Library): Promise<void> {
  const { fact, layer, topic } = passage;
  if (passage.places.every((place) => place === nation)) return showFact(topic, fact);
  const members = passage.places.map((rank) => places[rank]![0]);
  const named = placesNamed(theLibrary()!, asked);
  const place = members.find((member) => named.includes(member)) ?? members[0]!;
  if (layer) switchOn(layer);
  change({ selection: place });
  seekFact(fact);
  if (members.length > 1) {
    await ringPlaces(members, element("span", "", `${passage.name} · ${word("results_ringed", { count: members.length })}`));
    return;
  }
  const at = (await itemOf(place))?.at;
  if (at) await goTo(at, POINT_ZOOM.town);
}

/** Help on a tool opens the tool; other help, the help box. */
function chooseHelp({ topic }: Passage): void {
  if (topic) openTool(topic);
  else setLater("help-box", { opened: true });
}

/** Go to what was chosen; `asked` is the text that found it. */
export async function goToOption(option: Option, asked: string): Promise<void> {
  whenMap.then((map) => map.closePopup()); // what was asked before
  if (option.type === "position") {
    const { lat, lng } = option.position;
    await goTo([lat, lng], 9);
    await showPosition(option.position);
    return;
  }
  if (option.type === "item") return chooseItem(option.item);
  const { passage } = option.answer;
  if (passage.kind === "help") return chooseHelp(passage);
  const isPlaced = passage.kind === "facility" && passage.places.some((place) => place !== theLibrary()!.nation);
  if (passage.kind === "fact" || isPlaced) return chooseFact(passage, asked, theLibrary()!);
  const item = await itemOf(passage.id);
  if (item) await chooseItem(item);
}
