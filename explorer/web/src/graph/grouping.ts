/** A history that is too large to draw is shown by tool; a press on a tool draws what it read and made. */
import type { ExecutionNode } from "../api/types";
import type { ViewState } from "../url";
import type { Card } from "./cards";
import { change, scene } from "./scene";

/** Items of a history that are drawn at most. */
export const MOST = 5000;

export const isGrouped = (): boolean => Boolean(scene.view?.grouped);

/** Everything that can be drawn, without groups. Pure. */
export const DRAWN: Partial<ViewState> = { group: "none", limit: MOST };

/** What one tool ran, in the place of its group. Pure; null for a tool without an id, which no filter knows. */
export function drawnOf(card: Card): Partial<ViewState> | null {
  const tool = (card.node as ExecutionNode).tool_id;
  return tool ? { ...DRAWN, tools: [tool] } : null;
}

export function openGroup(card: Card): void {
  const drawn = drawnOf(card);
  if (drawn) change(drawn);
}
