/** What a card shows: a node of the answer and its place, put together once for each answer. */
import type { Beyond, DataNode, ExecutionNode, Frame, GraphEdge, GraphNode, Hub, Layout, DrawnCard, Opened, Ref, Run, RunNode, StateCounts, StubNode, ViewNode } from "../api/types";
import { full, ROWS_GAP, type Kind } from "./shapes";
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
  /** Where the bar stands below: the height without rows. */
  foot: number;
  /** Its rows, where it is open. */
  opened: Opened | null;
  /** Neighbours that are not loaded. */
  more: Beyond;
  isSeed: boolean;
  /** Of a stub: the key of the card that it stands beside. */
  beside: string | null;
}
/** What a picture is made of: a view, or a graph with a layout alone. */
export interface Drawn {
  nodes: ViewNode[];
  edges: GraphEdge[];
  layout: Layout & { frames?: Frame[] };
  seed?: Ref | null;
  opened?: Opened[];
  runs?: Run[];
  hubs?: Hub[];
}
/** What is known of a card beyond its node and place. */
export interface About {
  opened?: Opened;
  more?: Beyond;
  isSeed?: boolean;
  hub?: Hub;
  /** Whether it says in which other history it stands. */
  tab?: boolean;
}
type Face = Pick<Card, "kind" | "name" | "eyebrow" | "count" | "counts" | "mark" | "tab">;

const NOTHING: Beyond = { upstream: 0, downstream: 0 };

export const keyOf = (ref: { src: string; id: string }): string => `${ref.src}:${ref.id}`;
/** The stub of a hub is named by the hub and its reader. */
export const keyOfPlace = (place: DrawnCard): string => (place.beside ? `${keyOf(place)}@${keyOf(place.beside)}` : keyOf(place));
export const isData = (node: GraphNode): node is DataNode => node.src === "hda" || node.src === "hdca";
export const isStub = (node: ViewNode): node is StubNode => "restricted" in node;

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

function dataCard(node: DataNode): Face {
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

function executionCard(node: ExecutionNode | RunNode): Face {
  const many = node.mapped || (node.count ?? 1) > 1;
  const states = node.states && Object.keys(node.states).length ? node.states : { empty: 1 };
  return {
    kind: "execution",
    name: toolName(node),
    eyebrow: node.src === "workflow_invocation" ? "workflow" : (node.tool_version ?? ""),
    count: many ? (node.count ?? 0) : null,
    counts: states,
    mark: null,
    tab: null,
  };
}

const plain = (kind: Kind, name: string, eyebrow: string, state: string): Face => ({ kind, name, eyebrow, count: null, counts: { [state]: 1 }, mark: null, tab: null });

/** "2: S. cerevisiae genes.gtf, used by 6 jobs", beside one of its readers. */
const hubCard = (node: ViewNode, hub: Hub | undefined): Face =>
  plain("stub", isStub(node) ? "restricted" : titleOf(node as DataNode), `used by ${hub?.jobs ?? "many"} jobs`, "ok");

function restrictedCard(node: StubNode): Face {
  const what = node.src === "hda" || node.src === "hdca" ? "item" : "step";
  return plain("restricted", `1 ${what} you can’t see`, "restricted", "restricted");
}

function faceOf(node: ViewNode, place: DrawnCard, about: About): Face {
  if (place.beside) return hubCard(node, about.hub);
  if (isStub(node)) return restrictedCard(node);
  return node.src === "workflow_invocation" || !isData(node) ? executionCard(node) : dataCard(node);
}

/** Words of the card's state; a mark (deleted, hidden) stands before it. */
function stateOf(face: Face): { state: string; word: string } {
  if (face.mark) return { state: face.mark, word: wordOf(face.mark) };
  return { state: worst(face.counts), word: stateWord(face.counts, Boolean(face.count)) };
}

export function makeCard(node: ViewNode, place: DrawnCard, about: About = {}): Card {
  const face = faceOf(node, place, about);
  return {
    ...face,
    ...stateOf(face),
    tab: about.tab === false ? null : face.tab,
    key: keyOfPlace(place),
    ref: { src: node.src, id: node.id } as Ref,
    node: node as GraphNode,
    lines: face.kind === "restricted" ? [face.name] : place.lines,
    x: place.x,
    y: place.y,
    height: place.height,
    fullHeight: full(face.kind, place.height),
    foot: place.rows_from === undefined ? place.height : place.rows_from - ROWS_GAP,
    opened: about.opened ?? null,
    more: about.more ?? NOTHING,
    isSeed: about.isSeed ?? false,
    beside: place.beside ? keyOf(place.beside) : null,
  };
}

const byKeys = <T extends Ref>(list: T[] = []): Map<string, T> => new Map(list.map((one) => [keyOf(one), one]));

/** Cards in drawing order; a place without a node is left out. */
export function cardsOf(drawn: Drawn): Card[] {
  const nodes = byKeys(drawn.nodes as (ViewNode & Ref)[]);
  const [opened, hubs] = [byKeys(drawn.opened), byKeys(drawn.hubs)];
  const seed = drawn.seed ? keyOf(drawn.seed) : null;
  return drawn.layout.cards.flatMap((place: DrawnCard) => {
    const key = keyOf(place);
    const node = nodes.get(key);
    return node ? [makeCard(node, place, { opened: opened.get(key), hub: hubs.get(key), more: node.more, isSeed: key === seed, tab: drawn.layout.frames ? Boolean(place.tab) : true })] : [];
  });
}

/** Parts of the bar, best first; what is deleted is grey as a whole. */
export function barParts(card: Card): [string, number][] {
  if (card.mark && card.mark !== "hidden") return [[card.mark, 1]];
  return worstFirst(card.counts).reverse().map((name) => [name, card.counts[name] ?? 0]);
}

const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

const jobWord = (card: Card): string => ((card.node as ViewNode).src === "workflow_invocation" ? "step" : "job");

/** What assistive technology says: "Align reads, 6 jobs, ok, 2 inputs, 2 outputs". */
export function accessibleName(card: Card, inputs: number, outputs: number): string {
  const words = worstFirst(card.counts).map((name) => (card.count ? `${card.counts[name]} ${wordOf(name)}` : wordOf(name)));
  const states = words.length === 1 ? [wordOf(worst(card.counts))] : words;
  const said = [...(card.mark ? [wordOf(card.mark)] : []), ...states];
  if (card.kind === "restricted" || card.kind === "stub") return [card.name, card.kind === "stub" ? card.eyebrow : "restricted"].join(", ");
  if (!isData(card.node))
    return [card.name, ...(card.count === null ? [] : [plural(card.count, jobWord(card))]), ...said, plural(inputs, "input"), plural(outputs, "output")].join(", ");
  const many = card.count === null ? [] : [plural(card.count, "element")];
  return [titleOf(card.node), typeOf(card.node), ...many, ...said].filter(Boolean).join(", ");
}
