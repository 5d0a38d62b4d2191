/** An answer made ready to be drawn: cards, edges, spines and the flow between them, once for each answer. */
import { accessibleName, cardsOf, isData, isStub, type Card, type Drawn } from "./cards";
import { edgesOf, spinesOf, type Edge, type Spine } from "./edges";
import { flowOf, type Flow } from "./selection";

export interface RunFrame {
  key: string;
  name: string;
  path: string;
  x: number;
  y: number;
  /** How wide the name may be, in units of the graph. */
  room: number;
}
export interface Picture {
  cards: Card[];
  byKey: Map<string, Card>;
  edges: Edge[];
  spines: Spine[];
  flow: Flow;
  frames: RunFrame[];
  /** Accessible name by key. */
  names: Map<string, string>;
  items: number;
  executions: number;
}

/** Boxes of one run as one path: where they meet they are one band. */
function framesOf(drawn: Drawn): RunFrame[] {
  const names = new Map(drawn.runs?.map((run) => [`${run.src}:${run.id}`, run.name]));
  return (drawn.layout.frames ?? []).map((frame) => {
    const key = `${frame.src}:${frame.id}`;
    const path = frame.boxes.map(([x, y, width, height]) => `M${x} ${y}h${width}v${height}h${-width}z`).join("");
    return { key, name: names.get(key) ?? "Workflow", path, x: frame.label[0], y: frame.label[1], room: frame.room };
  });
}

export function pictureOf(drawn: Drawn): Picture {
  const cards = cardsOf(drawn);
  const byKey = new Map(cards.map((card) => [card.key, card]));
  const edges = edgesOf(drawn.layout);
  const spines = spinesOf(drawn.layout, byKey);
  const flow = flowOf(edges, spines);
  const own = cards.filter((card) => card.kind !== "stub" && !isStub(card.node));
  const items = own.filter((card) => isData(card.node)).length;
  const named = (card: Card): [string, string] => [
    card.key,
    accessibleName(card, new Set(flow.up.get(card.key)).size, new Set(flow.down.get(card.key)).size),
  ];
  return { cards, byKey, edges, spines, flow, frames: framesOf(drawn), names: new Map(cards.map(named)), items, executions: own.length - items };
}
