/** Finding in a graph: what is on the canvas, in the order in which it is drawn, then what is connected and not loaded. Pure. */
import type { Hit } from "../api/search";
import { isData, titleOf, typeOf, type Card } from "../graph/cards";
import { rowOf, type HitRow } from "./hits";

export interface FoundRow extends HitRow {
  loaded: boolean;
  /** Name of the history that it stands in, where that is another one. */
  where: string | null;
}

export const wordsOf = (text: string): string[] => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

const NUMBER = /^\p{Nd}+$/u;

/** Whether all words are there; of the last one the beginning is enough unless it is a number, as in the search of the server. */
function hasAll(words: string[], wanted: string[]): boolean {
  const isOpen = (i: number): boolean => i === wanted.length - 1 && !NUMBER.test(wanted[i]!);
  return wanted.length > 0 && wanted.every((word, i) => words.some((one) => (isOpen(i) ? one.startsWith(word) : one === word)));
}

/** Words of cards, taken apart once: every letter that is typed asks all of them. */
const taken = new WeakMap<Card, string[]>();

function wordsOfCard(card: Card): string[] {
  const known = taken.get(card);
  if (known) return known;
  const words = wordsOf([card.name, card.eyebrow, ("tool_id" in card.node && card.node.tool_id) || ""].join(" "));
  taken.set(card, words);
  return words;
}

export const matches = (card: Card, wanted: string[]): boolean => hasAll(wordsOfCard(card), wanted);
const isNamed = (hit: Hit, wanted: string[]): boolean => hasAll(wordsOf([hit.name, hit.tool_id, hit.extension, hit.collection_type, hit.hid].join(" ")), wanted);

/** What is called so; only where nothing is, what the server found by tag or annotation. */
function best(cards: Card[], hits: Hit[], wanted: string[]): Hit[] {
  const called = hits.filter((hit) => isNamed(hit, wanted));
  return called.length || cards.some((card) => matches(card, wanted)) ? called : hits;
}

const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

/** "list:paired, 6 elements", "execution, 0.6.1". */
function noteOf(card: Card): string {
  if (!isData(card.node)) return ["execution", card.eyebrow].filter(Boolean).join(", ");
  return [typeOf(card.node), card.count === null ? "" : plural(card.count, "element")].filter(Boolean).join(", ");
}

function cardRow(card: Card): FoundRow {
  const title = isData(card.node) ? titleOf(card.node) : card.name;
  return { key: card.key, icon: card.kind, title, note: noteOf(card), state: null, loaded: true, where: null };
}

function farRow(hit: Hit, here: string | null): FoundRow {
  const { where, ...row } = { ...rowOf(hit, hit.history?.id ?? here), where: hit.history && hit.history.id !== here ? hit.history.name : null };
  return { ...row, loaded: false, where };
}

/** After every name. */
const LAST = "\uffff";

/** `all`: what the server found; `here`: the history in view. */
export function foundIn(cards: Card[], all: Hit[], query: string, here: string | null): FoundRow[] {
  const wanted = wordsOf(query);
  if (!wanted.length) return [];
  const hits = best(cards, all, wanted);
  const named = new Set(hits.map((hit) => `${hit.src}:${hit.id}`));
  const own = cards.filter((card) => !card.beside && card.kind !== "restricted" && (named.has(card.key) || matches(card, wanted)));
  const loaded = new Set(cards.map((card) => card.key));
  const far = hits.filter((hit) => hit.src !== "history" && !loaded.has(`${hit.src}:${hit.id}`)).map((hit) => farRow(hit, here));
  return [...own.map(cardRow), ...far.sort((a, b) => (a.where ?? LAST).localeCompare(b.where ?? LAST))];
}

/** The next or previous one, round and round; the first when there was none. */
export function stepped(at: number | null, step: 1 | -1, total: number): number | null {
  if (!total) return null;
  return at === null ? (step === 1 ? 0 : total - 1) : (at + step + total) % total;
}
