/** What is extracted: what led to the chosen card, or what lies between the two ends of a slice. */
import type { Named } from "../api/extract";
import { isData, titleOf, type Card } from "../graph/cards";

export interface Subject {
  results: Named[];
  executions: Named[];
  until: Named[];
  name: string;
  said: string;
}

const named = (card: Card): Named => ({ src: card.ref.src, id: card.ref.id });
const isItem = (card: Card): boolean => isData(card.node);
const titled = (card: Card): string => (isData(card.node) ? titleOf(card.node) : card.name);

function saidOf(first: Card | null, last: Card): string {
  if (!isItem(last)) return `${titled(last)} as one step.`;
  return first ? `What leads from ${titled(first)} to ${titled(last)}.` : `Everything that led to ${titled(last)}.`;
}

/** `cards`: one, or the ends of a slice with the earlier first. Null when nothing that can be extracted is chosen. */
export function subjectOf(cards: Card[]): Subject | null {
  const last = cards.at(-1);
  if (!last || last.kind === "restricted") return null;
  const first = cards.length > 1 ? cards[0]! : null;
  const until = first && isItem(first) ? [named(first)] : [];
  return {
    results: isItem(last) ? [named(last)] : [],
    executions: isItem(last) ? [] : [named(last)],
    until,
    name: last.name,
    said: saidOf(until.length ? first : null, last),
  };
}
