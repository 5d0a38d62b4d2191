/** An answer made ready to be drawn: cards, edges, spines and the flow between them, once for each answer. */
import type { HistoryGraph } from "../api/types";
import { accessibleName, cardsOf, isData, type Card } from "./cards";
import { edgesOf, spinesOf, type Edge, type Spine } from "./edges";
import { flowOf, type Flow } from "./selection";

export interface Picture {
  cards: Card[];
  byKey: Map<string, Card>;
  edges: Edge[];
  spines: Spine[];
  flow: Flow;
  /** Accessible name by key. */
  names: Map<string, string>;
  items: number;
  executions: number;
}

export function pictureOf(graph: HistoryGraph): Picture {
  const cards = cardsOf(graph);
  const byKey = new Map(cards.map((card) => [card.key, card]));
  const edges = edgesOf(graph.layout);
  const spines = spinesOf(graph.layout, byKey);
  const flow = flowOf(edges, spines);
  const items = cards.filter((card) => isData(card.node)).length;
  const named = (card: Card): [string, string] => [
    card.key,
    accessibleName(card, new Set(flow.up.get(card.key)).size, new Set(flow.down.get(card.key)).size),
  ];
  return { cards, byKey, edges, spines, flow, names: new Map(cards.map(named)), items, executions: cards.length - items };
}
