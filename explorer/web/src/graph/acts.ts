/** What can be done to a card: hops, opening, folding. Each changes the address; the picture follows. */
import type { Card } from "./cards";
import { beyond, foldCard, foldHop, loadHop, pageOf, pagesOf, toggleRun, unfold, type Way } from "./folding";
import { isGrouped, openGroup } from "./grouping";
import { change, graphRoute, scene, state } from "./scene";

const seedKey = (): string | null => (scene.view?.seed ? `${scene.view.seed.src}:${scene.view.seed.id}` : null);
const isRun = (card: Card): boolean => card.key.startsWith("workflow_invocation:");

export const canOpen = (card: Card): boolean => card.kind !== "restricted" && card.kind !== "stub" && Boolean(card.count);
export const isLoaded = (card: Card, way: Way): boolean => state.value !== null && pagesOf(state.value, seedKey(), card.key, way) > 0;

/** What a chevron shows: the number to come; 0: it folds what is loaded; null: there is nothing on that side. */
export function chevronOf(card: Card, way: Way): number | null {
  if (card.kind === "stub" || card.kind === "restricted" || isRun(card)) return null;
  const number = beyond(card, way);
  return number || (isLoaded(card, way) ? 0 : null);
}

/** Loads a side, or folds it when there is no more to load. */
export function toggleHop(card: Card, way: Way): void {
  if (!state.value) return;
  if (beyond(card, way)) change(loadHop(state.value, seedKey(), card.key, way));
  else if (isLoaded(card, way)) change(foldHop(state.value, seedKey(), card.key, way));
}

export function unfoldCard(card: Card, page = 0): void {
  if (!state.value || !canOpen(card)) return;
  if (isGrouped()) return openGroup(card);
  change(isRun(card) ? toggleRun(state.value, card.key) : unfold(state.value, card.key, page));
}

export function toggleCard(card: Card): void {
  if (!state.value) return;
  if (pageOf(state.value, card.key) === null) unfoldCard(card);
  else change(foldCard(state.value, card.key));
}

/** The run of a workflow that a card belongs to. */
export function runOf(card: Card): string | null {
  const run = scene.view?.runs.find(({ executions }) => executions.some((one) => `${one.src}:${one.id}` === card.key));
  return run ? `${run.src}:${run.id}` : null;
}

/** Folds what is open at a card: its rows, else its loaded sides, else the run that it is a step of. */
export function foldAt(card: Card): void {
  if (!state.value) return;
  const way = (["down", "up"] as const).find((one) => isLoaded(card, one));
  const run = runOf(card);
  if (pageOf(state.value, card.key) !== null) change(foldCard(state.value, card.key));
  else if (way) change(foldHop(state.value, seedKey(), card.key, way));
  else if (run) change(toggleRun(state.value, run));
}

export function foldRun(run: string): void {
  if (state.value && graphRoute.value) change(toggleRun(state.value, run));
}
