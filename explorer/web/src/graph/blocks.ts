/** Many cards as few paths: one for each kind and state. */
import { barParts, type Card } from "./cards";
import { bar, block, detail, outline, PITCH } from "./shapes";
import { toneOf } from "./states";
import { wrap } from "./text";
import { tiled } from "./tiles";

export interface Block {
  /** Of a large picture a path is split into tiles: then this tells them apart. */
  key: string;
  classes: string;
  path: string;
}
export interface MapLabel {
  key: string;
  x: number;
  y: number;
  text: string;
}

function grouped(cards: Card[], classesOf: (card: Card) => string, pathOf: (card: Card) => string): Block[] {
  const groups = new Map<string, Card[]>();
  for (const card of cards) {
    const classes = classesOf(card);
    const list = groups.get(classes);
    if (list) list.push(card);
    else groups.set(classes, [card]);
  }
  return [...groups].flatMap(([classes, list]) => tiled(list, (card) => [card.x, card.y], pathOf).map(({ tile, path }) => ({ key: `${classes} ${tile}`, classes, path })));
}

export type FlagOf = (card: Card) => string;

/** The level Map: filled blocks in the colour of their state. */
export function mapBlocks(cards: Card[], flagOf: FlagOf): Block[] {
  const kind = (card: Card): string => (card.kind === "execution" ? "exec" : "data");
  return grouped(
    cards,
    (card) => ["block", kind(card), `t-${toneOf(card.state)}`, flagOf(card)].filter(Boolean).join(" "),
    (card) => block(card.x, card.y, card.height, card.kind === "execution", card.foot),
  );
}

/** Room that a name takes above its card, in pixels. */
const LABEL = 16;

/** Names of executions, as long as their column, where no other card is in the way. */
export function mapLabels(cards: Card[], k: number): MapLabel[] {
  const free = (card: Card): boolean => !cards.some((c) => c.y < card.y && c.y + c.fullHeight > card.y - LABEL / k && Math.abs(c.x - card.x) < PITCH);
  return cards
    .filter((card) => card.kind === "execution" && free(card))
    .map((card) => ({ key: card.key, x: card.x, y: card.y - 5 / k, text: wrap(card.name, (PITCH - 8) * k, 12, 1)[0] ?? "" }));
}

/** A path of `outline` and `detail` moved to a card's place: their commands are absolute. */
function placed(card: Card): string {
  const known = outlines.get(card);
  if (known !== undefined) return known;
  const path = absolute(outline(card.kind, card.height) + detail(card.kind, card.height), card.x, card.y);
  outlines.set(card, path);
  return path;
}
/** Of cards in view, for as long as their picture is there: while it is dragged the same ones are wanted again and again. */
const outlines = new WeakMap<Card, string>();

const COMMAND = /([MLHVAQZmlhvaqz])([^MLHVAQZmlhvaqz]*)/g;

function absolute(path: string, dx: number, dy: number): string {
  return path.replace(COMMAND, (_, command: string, rest: string) => {
    const n = (rest.match(/-?(\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    if (command === "M" || command === "L") return `${command}${n.map((v, i) => v + (i % 2 ? dy : dx))}`;
    if (command === "H") return `H${n[0]! + dx}`;
    if (command === "V") return `V${n[0]! + dy}`;
    if (command === "Q") return `Q${n.map((v, i) => v + (i % 2 ? dy : dx))}`;
    if (command === "A") return `A${n.slice(0, 5)} ${n[5]! + dx} ${n[6]! + dy}`;
    return command + rest;
  });
}

/** The level Scan above 60 cards: outlines by kind and state. */
export function bulkOutlines(cards: Card[], flagOf: FlagOf): Block[] {
  return grouped(cards, (card) => ["card", "scan", card.kind, `w-${card.state}`, `b-${toneOf(card.state)}`, flagOf(card)].filter(Boolean).join(" "), placed);
}

/** And their bars by state. */
export function bulkBars(cards: Card[], k: number, flagOf: FlagOf): Block[] {
  const paths = new Map<string, string[]>();
  for (const card of cards)
    for (const b of bar(card.kind, card.height, barParts(card), card.count !== null, k)) {
      const classes = ["bar", `t-${toneOf(b.state)}`, `s-${b.state}`, flagOf(card)].filter(Boolean).join(" ");
      const list = paths.get(classes) ?? [];
      list.push(`M${card.x + b.x} ${card.y + b.y}h${b.width}v${b.height}h${-b.width}z`);
      paths.set(classes, list);
    }
  return [...paths].map(([classes, list]) => ({ key: classes, classes, path: list.join("") }));
}
