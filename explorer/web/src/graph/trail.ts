/** The trail: seeds that led from one lineage to the next. It stands in the address, so back, forward and a copied link keep it. */
import type { GraphRoute } from "../url";

/** Seeds of a trail at most; the first ones are forgotten. */
const MOST = 5;

/** The lineage of `seed`, come to from another page; a seed that is on the trail is gone back to. */
export function lineageAfter(here: GraphRoute | null, seed: string): GraphRoute {
  const before = here?.page === "lineage" ? [...(here.state?.trail ?? []), here.seed] : [];
  const at = before.indexOf(seed);
  const trail = (at < 0 ? before : before.slice(0, at)).slice(-MOST);
  return { page: "lineage", seed, selected: null, ...(trail.length ? { state: { trail } } : {}) };
}
