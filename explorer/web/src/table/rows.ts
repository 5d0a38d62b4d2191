/** The same nodes as rows: sources, then executions as they ran; outputs and elements indented. Pure. */
import type { Opened, Row } from "../api/types";
import { isData, titleOf, typeOf, type Card } from "../graph/cards";
import type { Picture } from "../graph/picture";
import { keyOfRow, rowMeta, rowName } from "../graph/rows";
import { PAGE_ROWS } from "../graph/shapes";
import { isDone } from "../graph/states";
import { between, clock, day, duration, number, parseTime } from "../words";

export interface Origin {
  key: string;
  text: string;
  /** The history that it was copied from, where that is another one. */
  history?: string;
}
/** Pages of rows before and after the one that is shown; null: there is none. */
export interface Pages {
  back: number | null;
  on: number | null;
}
export interface TableRow {
  key: string;
  /** The card that it is, or that it is a row of. */
  card: Card;
  /** A leaf or a job of an opened card. */
  leaf: Row | null;
  /** Of the row below the leaves, where there are more of them: the pages to turn to. */
  pages: Pages | null;
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
  /** How many more it took its data from. */
  further: number;
  made: string;
  took: string;
}

/** Origins that a row names; what reads hundreds says how many more there are. */
const MOST_FROM = 4;
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

/** How long the jobs of an execution took, from the first to the last, once all have ended. */
function tookOf(card: Card): string {
  const seconds = "end_time" in card.node && isDone(card.counts) ? between(card.node.create_time, card.node.end_time) : null;
  return seconds === null ? "" : duration(seconds);
}

function cardRow(card: Card, picture: Picture, parent: string | null, expanded: boolean | null, madeOf: (time: string) => string): TableRow {
  const from = fromOf(card, picture, parent !== null);
  return {
    key: card.key, card, leaf: null, level: parent ? 2 : 1, expanded, parent, icon: card.kind === "restricted" ? "lock" : card.kind,
    title: isData(card.node) && card.kind !== "restricted" ? titleOf(card.node) : card.name, times: card.count, state: card.state, word: card.word,
    type: card.kind === "restricted" ? "" : typeWord(card), from: from.slice(0, MOST_FROM), further: Math.max(0, from.length - MOST_FROM), made: madeOf(timeOf(card)), took: tookOf(card), pages: null,
  };
}

function leafRow(row: Row, parent: TableRow): TableRow {
  const { group, name } = rowName(row);
  const state = row.restricted ? "restricted" : (row.state ?? "new");
  return {
    key: keyOfRow(row), card: parent.card, leaf: row, level: parent.level + 1, expanded: null, parent: parent.key, icon: row.src === "job" ? "execution" : "dataset",
    title: [group, name].filter(Boolean).join(" / "), times: null, state, word: state.replaceAll("_", " "), type: row.extension ?? "", from: [], further: 0, made: "", took: rowMeta(row), pages: null,
  };
}

/** "1–8 of 12", with ways to the other pages; nothing where all leaves are shown. */
function pagesRow(opened: Opened, parent: TableRow): TableRow[] {
  if (opened.total <= opened.rows.length) return [];
  const first = opened.page * PAGE_ROWS;
  const last = first + opened.rows.length;
  return [{
    key: `${parent.key} pages`, card: parent.card, leaf: null, level: parent.level + 1, expanded: null, parent: parent.key, icon: "more", title: `${number(first + 1)}–${number(last)} of ${number(opened.total)}`,
    times: null, state: "", word: "", type: "", from: [], further: 0, made: "", took: "", pages: { back: first ? opened.page - 1 : null, on: last < opened.total ? opened.page + 1 : null },
  }];
}

/** Times of one day are clock times; those of several say the day. */
function madeBy(cards: Card[]): (time: string) => string {
  const days = new Set(cards.map((card) => day(timeOf(card))).filter(Boolean));
  return (time) => (days.size > 1 ? [day(time).replace(/ \d{4}$/, ""), clock(time).slice(0, 5)].filter(Boolean).join(", ") : clock(time));
}

/** Sources first, then by age; of many cards each time is read once. */
function ordered(cards: Card[], picture: Picture): Card[] {
  const places = new Map(cards.map((card) => [card, [isSource(card, picture) ? 0 : 1, parseTime(timeOf(card))?.getTime() ?? 0] as const]));
  return cards.toSorted((a, b) => {
    const [one, other] = [places.get(a)!, places.get(b)!];
    return one[0] - other[0] || one[1] - other[1];
  });
}

/** Outputs by the execution that they are docked to. */
function dockedTo({ spines, byKey }: Picture): Map<string, Card[]> {
  const found = new Map<string, Card[]>();
  for (const { source, target } of spines) {
    const card = byKey.get(target);
    const list = found.get(source);
    if (card && list) list.push(card);
    else if (card) found.set(source, [card]);
  }
  return found;
}

/** `folded`: keys of executions whose outputs are not shown. `closed`: collections do not open. */
export function rowsOf(picture: Picture, folded: ReadonlySet<string>, closed = false): TableRow[] {
  const openable = (card: Card): boolean | null => (!closed && card.kind === "collection" && card.count ? card.opened !== null : null);
  const madeOf = madeBy(picture.cards);
  const cards = picture.cards.filter((card) => !card.beside);
  const made = new Set(picture.spines.map((spine) => spine.target));
  const docked = dockedTo(picture);
  const tops = ordered(cards.filter((card) => !made.has(card.key)), picture);
  return tops.flatMap((card) => {
    const below = docked.get(card.key) ?? [];
    const row = cardRow(card, picture, null, below.length ? !folded.has(card.key) : openable(card), madeOf);
    const leaves = withLeaves(row);
    return row.expanded && below.length ? [...leaves, ...below.flatMap((output) => withLeaves(cardRow(output, picture, card.key, openable(output), madeOf)))] : leaves;
  });
}

/** What nothing in the picture made stands first. */
const isSource = (card: Card, picture: Picture): boolean => isData(card.node) && !(picture.flow.up.get(card.key)?.length ?? 0);
function withLeaves(row: TableRow): TableRow[] {
  const opened = row.card.opened;
  return opened ? [row, ...opened.rows.map((leaf) => leafRow(leaf, row)), ...pagesRow(opened, row)] : [row];
}

