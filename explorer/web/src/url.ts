/** The address is the state: `/`, `/?q=…`, `/histories/<id>?…`, `/lineage/<src>:<id>?…`, `/compare?…`; opened again it gives the same picture. */
import { readonly, shallowRef } from "vue";

/** Where the picture stands on the canvas: offset in pixels, zoom. */
export interface At {
  x: number;
  y: number;
  k: number;
}
export type Sides = "both" | "upstream" | "downstream" | "none";
export type Shown = "graph" | "table";
/** Whether a card stands for all executions of a tool: as large as the history is, always, never. */
export type Group = "auto" | "tool" | "none";
export type Side = "extract" | "compare";
export const TABS = ["Overview", "Parameters", "Inputs/outputs", "Jobs", "Evidence"] as const;
export type Tab = (typeof TABS)[number];

/** What a reader opened, left out and chose. Lists of names are written as the API reads them (`hda:5.up`, `hdca:3.1`). */
export interface ViewState {
  second: string | null;
  only: boolean;
  sides: Sides;
  hops: string[];
  open: string[];
  fold: string[];
  bring: string[];
  hide: string[] | null;
  tools: string[];
  states: string[];
  since: string | null;
  until: string | null;
  /** Items of a history that are shown at most; null: as many as the server shows unasked. */
  limit: number | null;
  group: Group;
  /** Seeds that led to this one, the first first. */
  trail: string[];
  at: At | null;
  as: Shown;
  side: Side | null;
  /** The open tab of the panel; it stays open from card to card. */
  tab: Tab;
  find: string | null;
}

export type Route =
  | { page: "start"; q: string }
  | { page: "history"; id: string; selected: string | null; state?: Partial<ViewState> }
  | { page: "lineage"; seed: string; selected: string | null; state?: Partial<ViewState> }
  /** `only`: without what is the same on both sides. */
  | { page: "compare"; left: string; right: string; selected: string | null; only?: boolean; state?: Partial<ViewState> }
  | { page: "unknown" };
export type GraphRoute = Extract<Route, { page: "history" | "lineage" }>;
export type CompareRoute = Extract<Route, { page: "compare" }>;
/** What is a picture and a table, with something chosen in it. */
export type PictureRoute = GraphRoute | CompareRoute;

export const PLAIN: ViewState = {
  second: null, only: false, sides: "both", hops: [], open: [], fold: [], bring: [], hide: null, tools: [], states: [],
  since: null, until: null, limit: null, group: "auto", trail: [], at: null, as: "graph", side: null, tab: "Overview", find: null,
};

const REF = /^(hda|hdca|tool_execution|job|implicit_collection_jobs|workflow_invocation_step|workflow_invocation):[\w-]+$/;
const refOf = (text: string | null): string | null => (text && REF.test(text) ? text : null);
const oneOf = <T extends string>(words: readonly T[], text: string | null, otherwise: T): T => (words.includes(text as T) ? (text as T) : otherwise);

function atOf(text: string | null): At | null {
  const [x, y, k] = (text ?? "").split(",").map(Number);
  return [x, y, k].every((n) => n !== undefined && Number.isFinite(n)) && k! > 0 ? { x: x!, y: y!, k: k! } : null;
}

interface Field<T> {
  /** Name in the address. */
  name: string;
  read: (values: string[]) => T;
  /** Nothing for what needs no saying. */
  write: (value: T) => string[];
}
const text = (name: string): Field<string | null> => ({ name, read: ([v]) => v || null, write: (v) => (v ? [v] : []) });
const texts = (name: string): Field<string[]> => ({ name, read: (vs) => vs.filter(Boolean), write: (vs) => vs });
const word = <T extends string>(name: string, words: readonly T[], plain: T): Field<T> => ({
  name, read: ([v]) => oneOf(words, v ?? null, plain), write: (v) => (v === plain ? [] : [v]),
});

/** One line for each member of the state: how it stands in the address. */
const FIELDS: { [K in keyof ViewState]: Field<ViewState[K]> } = {
  second: { name: "second", read: ([v]) => refOf(v ?? null), write: (v) => (v ? [v] : []) },
  only: { name: "only", read: ([v]) => v === "way", write: (v) => (v ? ["way"] : []) },
  sides: word<Sides>("sides", ["both", "upstream", "downstream", "none"], "both"),
  hops: texts("hop"),
  open: texts("open"),
  fold: texts("fold"),
  bring: texts("bring"),
  hide: { name: "hide", read: ([v]) => (v === undefined ? null : v.split(",").filter(Boolean)), write: (v) => (v ? [v.join(",")] : []) },
  tools: texts("tool"),
  states: texts("state"),
  since: text("since"),
  until: text("until"),
  limit: { name: "limit", read: ([v]) => (/^[1-9]\d{0,4}$/.test(v ?? "") ? Number(v) : null), write: (v) => (v ? [String(v)] : []) },
  group: word<Group>("group", ["auto", "tool", "none"], "auto"),
  trail: { name: "trail", read: (vs) => vs.filter(refOf), write: (vs) => vs },
  as: word<Shown>("as", ["graph", "table"], "graph"),
  side: { name: "side", read: ([v]) => (v === "extract" || v === "compare" ? v : null), write: (v) => (v ? [v] : []) },
  tab: word<Tab>("tab", TABS, "Overview"),
  find: text("find"),
  at: {
    name: "at", read: ([v]) => atOf(v ?? null),
    write: (v) => (v ? [[v.x.toFixed(1), v.y.toFixed(1), v.k.toFixed(4)].map(Number).join(",")] : []),
  },
};
const NAMES = Object.keys(FIELDS) as (keyof ViewState)[];
/** What is said of a comparison, which is answered whole: only how one looks at it. */
const OF_COMPARISON: (keyof ViewState)[] = ["as", "find", "at"];

function readState(query: URLSearchParams, names: (keyof ViewState)[]): Partial<ViewState> {
  const state: Record<string, unknown> = {};
  for (const key of names) {
    const field = FIELDS[key] as Field<unknown>;
    const value = field.read(query.getAll(field.name));
    if (field.write(value).length) state[key] = value;
  }
  return state;
}

/** Everything that is said of a picture, with what goes without saying. */
export const stateOf = (route: PictureRoute): ViewState => ({ ...PLAIN, ...route.state });

/** Members of the state as parameters: those in `only`, or all. */
export function parameters(state: Partial<ViewState>, only: (keyof ViewState)[] = NAMES): [string, string][] {
  return NAMES.filter((key) => only.includes(key) && state[key] !== undefined).flatMap((key) => {
    const field = FIELDS[key] as Field<unknown>;
    return field.write(state[key]).map((value): [string, string] => [field.name, value]);
  });
}

/** What is chosen, and those members of the state that are said. */
function readRest(query: URLSearchParams, names = NAMES): Pick<PictureRoute, "selected" | "state"> {
  const state = readState(query, names);
  return { selected: refOf(query.get("selected")), ...(Object.keys(state).length ? { state } : {}) };
}

function parseGraph(page: string, name: string, query: URLSearchParams): Route {
  const rest = readRest(query);
  if (page === "histories") return { page: "history", id: name, ...rest };
  return refOf(name) ? { page: "lineage", seed: name, ...rest } : { page: "unknown" };
}

function parseComparison(query: URLSearchParams): Route {
  const [left, right] = [refOf(query.get("left")), refOf(query.get("right"))];
  const only = query.get("only") === "differs";
  return left && right ? { page: "compare", left, right, ...(only ? { only } : {}), ...readRest(query, OF_COMPARISON) } : { page: "unknown" };
}

export function parse(address: string): Route {
  const url = new URL(address, "http://localhost");
  const [, page, name] = /^\/(histories|lineage)\/([^/]+)\/?$/.exec(url.pathname) ?? [];
  if (page && name) return parseGraph(page, decodeURIComponent(name), url.searchParams);
  if (url.pathname === "/compare") return parseComparison(url.searchParams);
  if (["/", "/histories", "/histories/"].includes(url.pathname)) return { page: "start", q: url.searchParams.get("q") ?? "" };
  return { page: "unknown" };
}

/** Colons and commas stay as they are: an address is read by people too. */
const written = (value: string): string => encodeURIComponent(value).replaceAll("%3A", ":").replaceAll("%2C", ",");

/** What a picture is of: the path, and what stands first behind it. */
function subjectOf(route: PictureRoute): [string, [string, string][]] {
  if (route.page === "history") return [`/histories/${encodeURIComponent(route.id)}`, []];
  if (route.page === "lineage") return [`/lineage/${written(route.seed)}`, []];
  return ["/compare", [["left", route.left], ["right", route.right], ...(route.only ? [["only", "differs"] as [string, string]] : [])]];
}

export function format(route: Route): string {
  if (route.page === "start") return route.q ? `/?q=${encodeURIComponent(route.q)}` : "/";
  if (route.page === "unknown") return "/";
  const [path, subject] = subjectOf(route);
  const chosen: [string, string][] = route.selected ? [["selected", route.selected]] : [];
  const rest = parameters(route.state ?? {}, route.page === "compare" ? OF_COMPARISON : NAMES);
  const query = [...subject, ...chosen, ...rest].map(([name, value]) => `${name}=${written(value)}`);
  return query.length ? `${path}?${query.join("&")}` : path;
}

const current = shallowRef<Route>(parse(window.location.href));
export const route = readonly(current) as { readonly value: Route };

/** The page that led to this one, whatever was done here since; the start page where nothing did. */
export const cameFrom = (): Route => parse(window.history.state?.from ?? "/");

/** Goes to a place; `replace` leaves no step for the browser's back button. */
export function go(to: Route, replace = false): void {
  const address = format(to);
  const here = window.location.pathname + window.location.search;
  if (address === here) return;
  const from = current.value.page === to.page ? window.history.state?.from : here;
  window.history[replace ? "replaceState" : "pushState"]({ from }, "", address);
  current.value = parse(address);
}

window.addEventListener("popstate", () => {
  current.value = parse(window.location.href);
});
