/** The picture of a comparison: cards on two sides, what both read in the middle. */
import type { Comparison, Side } from "../api/compare";
import { keyOf, makeCard, type Card } from "../graph/cards";
import { edgesOf, groupEdges, spinesOf, type EdgePath } from "../graph/edges";

export interface SideCard extends Card {
  side: Side;
  /** "2 differ", on executions. */
  differs: string;
}
export interface SidePicture {
  cards: SideCard[];
  edges: (EdgePath & { side: Side })[];
  spines: { path: string; side: Side }[];
  counts: Record<Side, number>;
}

const SIDES: Side[] = ["both", "left", "right"];

/** How many settings of each execution differ. */
function differing(found: Comparison): Map<string, number> {
  const runs = found.steps.flatMap((step) => [step.left, step.right].flatMap((run): [string, number][] => (run ? [[keyOf(run), step.differing]] : [])));
  return new Map(runs);
}

/** `keys`: only these cards, each at its place; null: all. */
export function sidePictureOf(found: Comparison, keys: Set<string> | null = null): SidePicture {
  const sides = new Map(found.members.map((member) => [keyOf(member), member.side]));
  const counts = differing(found);
  const word = (key: string): string => {
    const n = counts.get(key) ?? 0;
    return n ? `${n} ${n === 1 ? "differs" : "differ"}` : "";
  };
  const nodes = new Map(found.graph.nodes.map((node) => [keyOf(node), node]));
  const cards = found.graph.layout.cards.flatMap((place): SideCard[] => {
    const node = keys && !keys.has(keyOf(place)) ? undefined : nodes.get(keyOf(place));
    return node ? [{ ...makeCard(node, place), side: sides.get(keyOf(place)) ?? "both", differs: word(keyOf(place)) }] : [];
  });
  const byKey = new Map(cards.map((card) => [card.key, card]));
  const edges = edgesOf(found.graph.layout).filter((edge) => byKey.has(edge.source) && byKey.has(edge.target));
  const sideOf = (source: string, target: string): Side => (byKey.get(target)?.side === "both" ? (byKey.get(source)?.side ?? "both") : (byKey.get(target)?.side ?? "both"));
  return {
    cards,
    edges: SIDES.flatMap((side) => groupEdges(edges.filter((edge) => sideOf(edge.source, edge.target) === side), () => "plain", 1).map((path) => ({ ...path, key: `${side} ${path.key}`, side }))),
    spines: spinesOf(found.graph.layout, byKey).map((spine) => ({ path: spine.path, side: byKey.get(spine.target)?.side ?? "both" })),
    counts: { left: count(cards, "left"), right: count(cards, "right"), both: count(cards, "both") },
  };
}

const count = (cards: SideCard[], side: Side): number => cards.filter((card) => card.side === side).length;
