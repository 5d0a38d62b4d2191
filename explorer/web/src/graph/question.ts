/** What the page asks for: the parameters of `GET /api/view` that an address stands for. Pure. */
import { parameters, stateOf, type GraphRoute, type ViewState } from "../url";

/** Members of the state that change the picture; the others only say how one looks at it. */
const ASKED: (keyof ViewState)[] = ["sides", "hops", "open", "fold", "bring", "hide", "tools", "states", "since", "until", "limit", "group"];

export function questionOf(route: GraphRoute): string {
  const state = stateOf(route);
  const query: [string, string][] = route.page === "history" ? [["history", route.id]] : [["seed", route.seed]];
  query.push(...parameters(state, ASKED));
  if (state.only && route.selected && state.second) query.push(["only", `${route.selected},${state.second}`]);
  return new URLSearchParams(query).toString();
}
