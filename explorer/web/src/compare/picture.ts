/** The picture of a comparison: a graph whose cards say on which side they are. Pure. */
import type { Comparison, Side } from "../api/compare";
import type { Ref } from "../api/types";
import { keyOf, type Drawn } from "../graph/cards";
import { groupEdges, type Edge, type EdgePath, type Light } from "../graph/edges";
import { pictureOf, type Picture } from "../graph/picture";
import { differWord, sideWord } from "./words";

/** What a card says of the comparison. `differs`: settings of this execution that do. */
export interface Mark {
  side: Side;
  differs: number;
}
export interface SidePicture extends Picture {
  marks: Map<string, Mark>;
  counts: Record<Side, number>;
}

const SIDES: Side[] = ["both", "left", "right"];
const UNMARKED: Mark = { side: "both", differs: 0 };

function marksOf(found: Comparison): Map<string, Mark> {
  const differing = new Map(found.steps.flatMap((step) => [step.left, step.right].flatMap((run): [string, number][] => (run ? [[keyOf(run), step.differing]] : []))));
  return new Map(found.members.map((member) => [keyOf(member), { side: member.side, differs: differing.get(keyOf(member)) ?? 0 }]));
}

/** The same drawing with some of its cards only, each at its place. */
function partOf({ layout, ...drawn }: Drawn, keys: Set<string>): Drawn {
  const has = (ref: Ref): boolean => keys.has(keyOf(ref));
  const joins = (pair: { source: Ref; target: Ref }): boolean => has(pair.source) && has(pair.target);
  return { ...drawn, layout: { ...layout, cards: layout.cards.filter(has), edges: layout.edges.filter(joins), spines: layout.spines.filter(joins) } };
}

export const markOf = ({ marks }: SidePicture, key: string): Mark => marks.get(key) ?? UNMARKED;

/** `keys`: only these cards; null: all. What cards are called counts all of their inputs and outputs. */
export function sidePictureOf(found: Comparison, keys: Set<string> | null = null): SidePicture {
  const whole = pictureOf(found.graph);
  const picture = keys ? { ...pictureOf(partOf(found.graph, keys)), names: whole.names } : whole;
  const marked = { ...picture, marks: marksOf(found), counts: { left: 0, right: 0, both: 0 } };
  for (const card of picture.cards) {
    const { side, differs } = markOf(marked, card.key);
    marked.counts[side] += 1;
    marked.names.set(card.key, [picture.names.get(card.key), sideWord(side), differWord(differs)].filter(Boolean).join(", "));
  }
  return marked;
}

/** An edge is on the side of what it leads to; where both have that, of what it comes from. */
function sideOfEdge(picture: SidePicture, { source, target }: Edge): Side {
  const { side } = markOf(picture, target);
  return side === "both" ? markOf(picture, source).side : side;
}

/** All edges as a few paths for each side. */
export function sideEdges(picture: SidePicture, lightOf: (edge: Edge) => Light): (EdgePath & { side: Side })[] {
  return SIDES.flatMap((side) => {
    const edges = picture.edges.filter((edge) => sideOfEdge(picture, edge) === side);
    return groupEdges(edges, lightOf, 1).map((path) => ({ ...path, key: `${side} ${path.key}`, side }));
  });
}

/** The execution that a card is, or that made it. */
export function runOf(picture: SidePicture, key: string | null): string | null {
  return key && (picture.spines.find((spine) => spine.target === key)?.source ?? key);
}
