/** The address is the state: `/`, `/?q=…` and `/histories/<id>?selected=src:id`. */
import { readonly, shallowRef } from "vue";

export type Route =
  | { page: "start"; q: string }
  | { page: "history"; id: string; selected: string | null }
  | { page: "unknown" };

const SELECTED = /^(hda|hdca|tool_execution|job|implicit_collection_jobs|workflow_invocation_step):[\w-]+$/;

export function parse(address: string): Route {
  const url = new URL(address, "http://localhost");
  const history = /^\/histories\/([^/]+)\/?$/.exec(url.pathname)?.[1];
  if (history) {
    const selected = url.searchParams.get("selected");
    return { page: "history", id: decodeURIComponent(history), selected: selected && SELECTED.test(selected) ? selected : null };
  }
  if (["/", "/histories", "/histories/"].includes(url.pathname)) return { page: "start", q: url.searchParams.get("q") ?? "" };
  return { page: "unknown" };
}

/** Colons stay as they are: an address is read by people too. */
export function format(route: Route): string {
  if (route.page === "history") {
    const selected = route.selected ? `?selected=${route.selected}` : "";
    return `/histories/${encodeURIComponent(route.id)}${selected}`;
  }
  return route.page === "start" && route.q ? `/?q=${encodeURIComponent(route.q)}` : "/";
}

const current = shallowRef<Route>(parse(window.location.href));
export const route = readonly(current);

/** Goes to a place; `replace` leaves no step for the browser's back button. */
export function go(to: Route, replace = false): void {
  const address = format(to);
  if (address === window.location.pathname + window.location.search) return;
  window.history[replace ? "replaceState" : "pushState"](null, "", address);
  current.value = to;
}

window.addEventListener("popstate", () => {
  current.value = parse(window.location.href);
});
