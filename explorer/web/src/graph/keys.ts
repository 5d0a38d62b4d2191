/** The keyboard of the canvas: one table, which the help overlay shows. */
import type { Card } from "./cards";

export type Action =
  | "left" | "right" | "up" | "down" | "upstream" | "downstream" | "open" | "choose" | "unfold" | "fold"
  | "lineage" | "fit" | "in" | "out" | "actual" | "back" | "help";

interface Key {
  /** As `KeyboardEvent.key` says them, `Shift+` before those that want it. */
  keys: string[];
  action: Action;
}
export const KEYS: Key[] = [
  { keys: ["ArrowLeft"], action: "left" },
  { keys: ["ArrowRight"], action: "right" },
  { keys: ["ArrowUp"], action: "up" },
  { keys: ["ArrowDown"], action: "down" },
  { keys: ["Shift+ArrowLeft"], action: "upstream" },
  { keys: ["Shift+ArrowRight"], action: "downstream" },
  { keys: ["Enter"], action: "open" },
  { keys: [" "], action: "choose" },
  { keys: ["e"], action: "unfold" },
  { keys: ["c"], action: "fold" },
  { keys: ["l"], action: "lineage" },
  { keys: ["f"], action: "fit" },
  { keys: ["+", "="], action: "in" },
  { keys: ["-"], action: "out" },
  { keys: ["0"], action: "actual" },
  { keys: ["Escape"], action: "back" },
  { keys: ["?"], action: "help" },
];

/** What the help overlay says, in its order: keys as they are printed, and what they do. */
export const HELP: [string[], string][] = [
  [["Tab"], "enter the graph, leave it again"],
  [["←", "→", "↑", "↓"], "to the next card in that direction"],
  [["Shift", "←"], "to what it comes from; loads it if need be"],
  [["Shift", "→"], "to what became of it; loads it if need be"],
  [["Enter"], "open the details"],
  [["Space"], "choose; with two chosen, show the way between"],
  [["e", "c"], "open and fold a collection, map-over or workflow run"],
  [["l"], "show its lineage"],
  [["f"], "fit everything into view"],
  [["+", "-", "0"], "zoom in, out, to 100 %"],
  [["/"], "find in the graph"],
  [["Esc"], "one step back"],
  [["?"], "this help"],
];

type Pressed = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">;

/** Characters are what they are, whatever is held to type them; of the others Shift counts. */
export function actionOf(event: Pressed): Action | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const name = event.shiftKey && event.key.length > 1 ? `Shift+${event.key}` : event.key;
  return KEYS.find(({ keys }) => keys.includes(name))?.action ?? null;
}

/** What a canvas does for each action that it knows, with the card that the keyboard is at. */
export type Acts = Partial<Record<Action, (card: Card) => void>>;

/** Does what a key asks for; what means nothing here is left to the page. */
export function act(event: KeyboardEvent, card: Card | null, acts: Acts): void {
  const action = actionOf(event);
  const does = action && acts[action];
  if (!card || !does) return;
  event.preventDefault();
  event.stopPropagation();
  does(card);
}
