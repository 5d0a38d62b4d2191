/** What a card can well be compared with: others of its kind, those of the same tool first. Pure. */
import { isData, type Card } from "../graph/cards";
import type { Picture } from "../graph/picture";

const MOST = 8;

/** The tool that made a card, or that it is. */
function toolOf(card: Card, picture: Picture): string | null {
  if (!isData(card.node)) return card.node.tool_id;
  const maker = picture.byKey.get(picture.flow.up.get(card.key)?.[0] ?? "");
  return maker && !isData(maker.node) ? maker.node.tool_id : null;
}

/** The type of data, whatever it is called: only like is compared with like. */
const sortOf = (card: Card): string => (isData(card.node) ? `${card.kind} ${card.node.extension ?? card.node.collection_type ?? ""}` : card.kind);

export function candidates(card: Card, picture: Picture): Card[] {
  const tool = toolOf(card, picture);
  const others = picture.cards.filter((one) => one.key !== card.key && !one.beside && isData(one.node) === isData(card.node) && one.kind !== "restricted");
  const score = (one: Card): number => Number(tool !== null && toolOf(one, picture) === tool) * 2 + Number(sortOf(one) === sortOf(card));
  return others.filter((one) => score(one) > 0).sort((a, b) => score(b) - score(a)).slice(0, MOST);
}
