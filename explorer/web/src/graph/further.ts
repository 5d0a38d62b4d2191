/** The lineage of a seed: how much of it is shown, and one hop further on every side that leads away from the seed. Pure. */
import type { ViewState } from "../url";
import { isStub, keyOf } from "./cards";
import { beyond, loadHop, type Way } from "./folding";
import { reach } from "./selection";
import type { Picture } from "./picture";

/** Hops that one address may hold; the server refuses more. */
const MOST_HOPS = 200;

export interface Further {
  /** Neighbours that would come; what the caller may not read is not among them. */
  count: number;
  /** What to change, or null where the address would hold too much. */
  state: Partial<ViewState> | null;
}

/** What the lineage of a seed goes on with: up from what it comes from, down from what depends on it, not to what lies beside, nor beyond the stub of a hub. */
export function further(state: ViewState, picture: Pick<Picture, "cards" | "byKey" | "flow">): Further {
  const seed = picture.cards.find((card) => card.isSeed)?.key;
  if (!seed) return { count: 0, state: null };
  const sides = (["up", "down"] as Way[]).flatMap((way) =>
    [...reach(seed, picture.flow[way])].flatMap((key) => picture.byKey.get(key) ?? []).filter((card) => card.kind !== "stub" && beyond(card, way)).map((card) => ({ card, way })),
  );
  const count = sides.reduce((sum, { card, way }) => sum + beyond(card, way), 0);
  const next = sides.reduce<ViewState>((now, { card, way }) => ({ ...now, ...loadHop(now, seed, card.key, way) }), state);
  const changed = { sides: next.sides, hops: next.hops };
  return { count, state: count && next.hops.length <= MOST_HOPS ? changed : null };
}

/** How much of a lineage is shown, each thing once: what the seed comes from, with all that was made on the way, and what depends on it. What may not be read does not count. */
export function lineageShown({ cards, byKey, flow }: Pick<Picture, "cards" | "byKey" | "flow">): number {
  const seed = cards.find((card) => card.isSeed)?.key;
  if (!seed) return 0;
  const up = reach(seed, flow.up);
  const made = [...up].filter((key) => byKey.get(key)?.kind === "execution").flatMap((key) => flow.down.get(key) ?? []);
  const shown = [...up, ...made, ...reach(seed, flow.down)].flatMap((key) => byKey.get(key) ?? []).filter((card) => !isStub(card.node));
  return new Set(shown.map((card) => keyOf(card.ref))).size;
}
