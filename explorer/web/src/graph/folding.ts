/** Opening and folding, as changes of the state. Pure; folding what was opened gives the state before. */
import type { Beyond } from "../api/types";
import type { ViewState } from "../url";

export type Way = "up" | "down";
/** How many neighbours are not loaded on a side of a card. */
export const beyond = (card: { more: Beyond }, way: Way): number => (way === "up" ? card.more.upstream : card.more.downstream);

type State = Pick<ViewState, "sides" | "hops" | "open" | "fold">;

const toggled = (list: string[], one: string): string[] => (list.includes(one) ? list.filter((each) => each !== one) : [...list, one]);

/** `hda:5.up.2` → `hda:5.up` and 2 pages. */
function parts(hop: string): { side: string; pages: number } {
  const [key, way, pages] = hop.split(".");
  return { side: `${key}.${way}`, pages: Number(pages ?? 1) };
}

/** How many pages of neighbours are loaded on one side of a card; 0: it is folded. */
export function pagesOf(state: State, seed: string | null, key: string, way: Way): number {
  const loaded = state.hops.map(parts).find(({ side }) => side === `${key}.${way}`)?.pages ?? 0;
  return Math.max(loaded, key === seed && hasSide(state.sides, way) ? 1 : 0);
}

const hasSide = (sides: ViewState["sides"], way: Way): boolean => sides === "both" || sides === (way === "up" ? "upstream" : "downstream");

function withSide(sides: ViewState["sides"], way: Way, on: boolean): ViewState["sides"] {
  const up = way === "up" ? on : hasSide(sides, "up");
  const down = way === "down" ? on : hasSide(sides, "down");
  if (up && down) return "both";
  return up ? "upstream" : down ? "downstream" : "none";
}

/** Loads a side of a card, or one page more of it. */
export function loadHop(state: State, seed: string | null, key: string, way: Way): Partial<ViewState> {
  const pages = pagesOf(state, seed, key, way);
  if (key === seed && !pages) return { sides: withSide(state.sides, way, true) };
  const others = state.hops.filter((hop) => parts(hop).side !== `${key}.${way}`);
  return { hops: [...others, pages ? `${key}.${way}.${pages + 1}` : `${key}.${way}`] };
}

/** Folds a side of a card again, with all pages that were loaded of it. */
export function foldHop(state: State, seed: string | null, key: string, way: Way): Partial<ViewState> {
  const hops = state.hops.filter((hop) => parts(hop).side !== `${key}.${way}`);
  return key === seed ? { hops, sides: withSide(state.sides, way, false) } : { hops };
}

const openedKey = (one: string): string => one.split(".")[0]!;

/** The page of rows that a card is open at; null: it is folded. */
export function pageOf(state: State, key: string): number | null {
  const found = state.open.find((one) => openedKey(one) === key);
  return found === undefined ? null : Number(found.split(".")[1] ?? 0);
}

/** Opens a card in place, at a page of its rows. */
export function unfold(state: State, key: string, page = 0): Partial<ViewState> {
  return { open: [...state.open.filter((one) => openedKey(one) !== key), page ? `${key}.${page}` : key] };
}

export function foldCard(state: State, key: string): Partial<ViewState> {
  return { open: state.open.filter((one) => openedKey(one) !== key) };
}

/** Folds a run of a workflow to one card, or opens it again. */
export const toggleRun = (state: State, run: string): Partial<ViewState> => ({ fold: toggled(state.fold, run) });
