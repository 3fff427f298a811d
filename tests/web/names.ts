/** Places the names of built layers on maps of many sizes for tests/web/test_names.py: questions on stdin, answers on stdout, as JSON. */
import { readFileSync } from "node:fs";
import { arrange } from "../../layers/web/names/arrange.ts";
import { labelOf } from "../../layers/web/names/label.ts";
import type { Box } from "../../layers/web/names/placement.ts";
import { project } from "../../layers/web/names/territory.ts";
import type { Artifact, LabelStyle, Position } from "../../layers/web/types.ts";

interface Questions {
  styles: Record<string, LabelStyle>;
  /** Width of each letter as a share of the size, by weight and slant. */
  letters: Record<string, Record<string, number>>;
  /** Layers' files, those of the ground first; size in pixels, zoom and centre of the map; what stands before it. */
  maps: { files: string[]; size: [number, number]; zoom: number; centre: Position; before: Box[] }[];
}

const { styles, letters, maps } = JSON.parse(readFileSync(0, "utf-8")) as Questions;
const read = new Map<string, Artifact>();
const artifact = (path: string): Artifact => {
  if (!read.has(path)) read.set(path, JSON.parse(readFileSync(path, "utf-8")));
  return read.get(path)!;
};
const widthOf = (text: string, { size, weight, italic }: LabelStyle): number => {
  const widths = letters[italic ? "italic" : weight >= 600 ? "semibold" : "regular"]!;
  return size * [...text].reduce((sum, letter) => sum + (widths[letter] ?? 0.6), 0);
};

const answers = maps.map(({ files, size: [width, height], zoom, centre, before }) => {
  const scale = 2 ** zoom;
  const [x, y] = project(centre);
  const plane = { scale, left: x * scale - width / 2, top: y * scale - height / 2 };
  const taken = [...before];
  const layers = files.map(artifact);
  const labels = layers.flatMap(({ atlas, features }) => {
    const marks = new Map(atlas.marks.map((mark) => [mark.key, mark]));
    return features.flatMap((feature) => {
      const mark = marks.get(feature.properties.mark)!;
      if (feature.geometry?.type === "Point" && mark.shape === "pin") {
        const [px, py] = project(feature.geometry.coordinates).map((each) => each * scale) as Position;
        const [left, top] = [px - plane.left, py - plane.top];
        taken.push([left - mark.radius, top - mark.radius, left + mark.radius, top + mark.radius]);
      }
      const label = labelOf(feature, mark, null);
      return label && zoom >= label.minZoom ? [{ ...label, from: `${atlas.id}/${feature.id}` }] : [];
    });
  });
  labels.sort((a, b) => a.rank - b.rank);
  const written = arrange(labels, { plane, seen: [0, 0, width, height], taken, fans: [], styles, widthOf });
  return {
    plane,
    taken,
    names: written.map(({ label, lettering, corner, leader }) => ({
      leader: leader && [leader.from.x, leader.from.y, leader.to.x, leader.to.y],
      from: (label as (typeof labels)[number]).from,
      text: lettering.text,
      box: [corner[0], corner[1], corner[0] + lettering.size.width, corner[1] + lettering.size.height],
    })),
  };
});
process.stdout.write(JSON.stringify(answers));
