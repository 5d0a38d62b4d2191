/** What a card shows: a node of the answer and its place, put together once for each answer. */
import type { DataNode, ExecutionNode, GraphNode, HistoryGraph, PlacedCard, Ref, StateCounts } from "../api/types";
import { full, type Kind } from "./shapes";
import { worst, worstFirst, stateWord, wordOf } from "./states";

export interface Card {
  key: string;
  ref: Ref;
  node: GraphNode;
  kind: Kind;
  name: string;
  eyebrow: string;
  /** The name as the server wrapped it, for the level Read. */
  lines: string[];
  /** Number of elements or jobs; null for a single dataset or execution. */
  count: number | null;
  counts: StateCounts;
  /** Of the item as a whole, above its state: deleted, purged, hidden. */
  mark: string | null;
  /** The worst state, or the mark. */
  state: string;
  /** What the card says at its right: "6 ok". */
  word: string;
  /** Name of another history that the item stands in. */
  tab: string | null;
  x: number;
  y: number;
  height: number;
  /** With the sheets of a collection. */
  fullHeight: number;
}

export const keyOf = (ref: Ref): string => `${ref.src}:${ref.id}`;
export const isData = (node: GraphNode): node is DataNode => node.src === "hda" || node.src === "hdca";

/** "84: Alignments", as Galaxy writes it. */
export function titleOf(item: { hid?: number | null; name?: string | null }): string {
  const name = item.name ?? "unnamed";
  return item.hid === null || item.hid === undefined ? name : `${item.hid}: ${name}`;
}

export function toolName(node: { tool_name?: string | null; tool_id?: string | null }): string {
  return node.tool_name || node.tool_id || "Unknown tool";
}

export function typeOf(node: DataNode): string {
  return (node.src === "hdca" ? node.collection_type : node.extension) ?? "";
}

export function markOf(node: DataNode): string | null {
  if (node.purged) return "purged";
  if (node.deleted) return "deleted";
  return node.visible === false ? "hidden" : null;
}

/** States of a data item: those of a collection's elements, else its own. */
export function countsOf(node: DataNode): StateCounts {
  if (node.src === "hdca" && node.count === 0) return { empty: 1 };
  if (node.states && Object.keys(node.states).length) return node.states;
  return { [node.state ?? "new"]: node.count || 1 };
}

function dataCard(node: DataNode): Pick<Card, "kind" | "name" | "eyebrow" | "count" | "counts" | "mark" | "tab"> {
  const kind = node.src === "hdca" ? "collection" : "dataset";
  const parts = [node.hid ?? "", typeOf(node), node.copied_from ? "copy" : ""];
  return {
    kind,
    name: node.name ?? "unnamed",
    eyebrow: parts.filter((part) => part !== "").join(" · "),
    count: kind === "collection" ? (node.count ?? null) : null,
    counts: countsOf(node),
    mark: markOf(node),
    tab: node.history?.name ?? null,
  };
}

function executionCard(node: ExecutionNode): ReturnType<typeof dataCard> {
  const many = node.mapped || (node.count ?? 1) > 1;
  const states = node.states && Object.keys(node.states).length ? node.states : { empty: 1 };
  return {
    kind: "execution",
    name: toolName(node),
    eyebrow: node.tool_version ?? "",
    count: many ? (node.count ?? 0) : null,
    counts: states,
    mark: null,
    tab: null,
  };
}

/** Words of the card's state; a mark (deleted, hidden) stands before it. */
function stateOf(face: ReturnType<typeof dataCard>): { state: string; word: string } {
  if (face.mark) return { state: face.mark, word: wordOf(face.mark) };
  return { state: worst(face.counts), word: stateWord(face.counts, Boolean(face.count)) };
}

export function makeCard(node: GraphNode, place: PlacedCard): Card {
  const face = isData(node) ? dataCard(node) : executionCard(node);
  return {
    ...face,
    ...stateOf(face),
    key: keyOf(place),
    ref: { src: node.src, id: node.id },
    node,
    lines: place.lines,
    x: place.x,
    y: place.y,
    height: place.height,
    fullHeight: full(face.kind, place.height),
  };
}

/** Cards in drawing order; a place without a node is left out. */
export function cardsOf(graph: HistoryGraph): Card[] {
  const nodes = new Map(graph.nodes.map((node) => [keyOf(node), node]));
  return graph.layout.cards.flatMap((place) => {
    const node = nodes.get(keyOf(place));
    return node ? [makeCard(node, place)] : [];
  });
}

/** Parts of the bar, best first; what is deleted is grey as a whole. */
export function barParts(card: Card): [string, number][] {
  if (card.mark && card.mark !== "hidden") return [[card.mark, 1]];
  return worstFirst(card.counts).reverse().map((name) => [name, card.counts[name] ?? 0]);
}

const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

/** What assistive technology says: "Align reads, 6 jobs, ok, 2 inputs, 2 outputs". */
export function accessibleName(card: Card, inputs: number, outputs: number): string {
  const words = worstFirst(card.counts).map((name) => (card.count ? `${card.counts[name]} ${wordOf(name)}` : wordOf(name)));
  const states = words.length === 1 ? [wordOf(worst(card.counts))] : words;
  const said = [...(card.mark ? [wordOf(card.mark)] : []), ...states];
  if (!isData(card.node))
    return [card.name, ...(card.count === null ? [] : [plural(card.count, "job")]), ...said, plural(inputs, "input"), plural(outputs, "output")].join(", ");
  const many = card.count === null ? [] : [plural(card.count, "element")];
  return [titleOf(card.node), typeOf(card.node), ...many, ...said].filter(Boolean).join(", ");
}
