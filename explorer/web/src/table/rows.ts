/** The same nodes as rows: sources, then executions as they ran; outputs and elements indented. Pure. */
import type { Row } from "../api/types";
import { isData, titleOf, typeOf, type Card } from "../graph/cards";
import type { Picture } from "../graph/picture";
import { keyOfRow, rowMeta, rowName } from "../graph/rows";
import { clock, day, parseTime } from "../words";

export interface Origin {
  key: string;
  text: string;
  /** The history that it was copied from, where that is another one. */
  history?: string;
}
export interface TableRow {
  key: string;
  /** The card that it is, or that it is a row of. */
  card: Card;
  /** A leaf or a job of an opened card. */
  leaf: Row | null;
  level: number;
  /** Null: there is nothing below it. */
  expanded: boolean | null;
  /** Key of the row that it is indented below. */
  parent: string | null;
  icon: string;
  title: string;
  times: number | null;
  state: string;
  word: string;
  type: string;
  from: Origin[];
  made: string;
  took: string;
}

/** Links in "From" are short: the number of an item, else its name. */
function originOf(card: Card): Origin {
  const hid = isData(card.node) ? card.node.hid : null;
  return { key: card.key, text: hid === null || hid === undefined ? card.name : String(hid) };
}

function fromOf(card: Card, picture: Picture, below: boolean): Origin[] {
  if (below) return [];
  const source = isData(card.node) ? card.node.copied_from?.history : null;
  if (source) return [{ key: card.key, text: source.name ?? "another history", history: source.id }];
  const cards = [...new Set(picture.flow.up.get(card.key) ?? [])].flatMap((key) => picture.byKey.get(key) ?? []);
  return cards.map(originOf);
}

const typeWord = (card: Card): string => (isData(card.node) ? [typeOf(card.node), card.node.copied_from ? "copy" : ""].filter(Boolean).join(", ") : card.eyebrow);
const timeOf = (card: Card): string => card.node.create_time ?? "";

function cardRow(card: Card, picture: Picture, parent: string | null, expanded: boolean | null, madeOf: (time: string) => string): TableRow {
  return {
    key: card.key, card, leaf: null, level: parent ? 2 : 1, expanded, parent, icon: card.kind === "restricted" ? "lock" : card.kind,
    title: isData(card.node) && card.kind !== "restricted" ? titleOf(card.node) : card.name, times: card.count, state: card.state, word: card.word,
    type: card.kind === "restricted" ? "" : typeWord(card), from: fromOf(card, picture, parent !== null), made: madeOf(timeOf(card)), took: "",
  };
}

function leafRow(row: Row, parent: TableRow): TableRow {
  const { group, name } = rowName(row);
  const state = row.restricted ? "restricted" : (row.state ?? "new");
  return {
    key: keyOfRow(row), card: parent.card, leaf: row, level: parent.level + 1, expanded: null, parent: parent.key, icon: row.src === "job" ? "execution" : "dataset",
    title: [group, name].filter(Boolean).join(" / "), times: null, state, word: state.replaceAll("_", " "), type: row.extension ?? "", from: [], made: "", took: rowMeta(row),
  };
}

/** Times of one day are clock times; those of several say the day. */
function madeBy(cards: Card[]): (time: string) => string {
  const days = new Set(cards.map((card) => day(timeOf(card))).filter(Boolean));
  return (time) => (days.size > 1 ? [day(time).replace(/ \d{4}$/, ""), clock(time).slice(0, 5)].filter(Boolean).join(", ") : clock(time));
}

const isOlder = (a: Card, b: Card): number => (parseTime(timeOf(a))?.getTime() ?? 0) - (parseTime(timeOf(b))?.getTime() ?? 0);

/** `folded`: keys of executions whose outputs are not shown. */
export function rowsOf(picture: Picture, folded: ReadonlySet<string>): TableRow[] {
  const madeOf = madeBy(picture.cards);
  const cards = picture.cards.filter((card) => !card.beside);
  const makers = new Map(picture.spines.map((spine) => [spine.target, spine.source]));
  const outputs = (key: string): Card[] => picture.spines.filter((spine) => spine.source === key).flatMap((spine) => picture.byKey.get(spine.target) ?? []);
  const isTop = (card: Card): boolean => !makers.has(card.key);
  const tops = cards.filter(isTop).sort((a, b) => Number(!isSource(a, picture)) - Number(!isSource(b, picture)) || isOlder(a, b));
  return tops.flatMap((card) => {
    const below = outputs(card.key);
    const row = cardRow(card, picture, null, below.length ? !folded.has(card.key) : openable(card), madeOf);
    const leaves = withLeaves(row);
    return row.expanded && below.length ? [...leaves, ...below.flatMap((output) => withLeaves(cardRow(output, picture, card.key, openable(output), madeOf)))] : leaves;
  });
}

/** What nothing in the picture made stands first. */
const isSource = (card: Card, picture: Picture): boolean => isData(card.node) && !(picture.flow.up.get(card.key)?.length ?? 0);
const openable = (card: Card): boolean | null => (card.kind === "collection" && card.count ? card.opened !== null : null);
const withLeaves = (row: TableRow): TableRow[] => [row, ...(row.card.opened?.rows ?? []).map((leaf) => leafRow(leaf, row))];

