/** What is on the canvas now, for everything around it: the picture, what is chosen, the slice, and how to change them. */
import { computed, shallowReactive } from "vue";
import type { ViewAnswer } from "../api/types";
import { go, route, stateOf, type GraphRoute, type PictureRoute, type ViewState } from "../url";
import { lineageAfter } from "./trail";
import type { Card } from "./cards";
import type { Picture } from "./picture";

/** What lies between the two chosen cards. `total`: on the way, whether it is loaded or not. `lit`: what does not step back. */
export interface Slice {
  from: string;
  to: string;
  keys: Set<string>;
  total: number;
  lit: Set<string>;
}
interface Scene {
  picture: Picture | null;
  view: ViewAnswer | null;
  slice: Slice | null;
  busy: boolean;
  /** What the search found among the cards; `current`: the one that it is at. */
  found: { keys: Set<string>; current: string | null } | null;
  /** What is announced politely. */
  said: string;
  /** A card that a link of the panel led to: the keyboard goes there, once it is drawn. */
  followed: string | null;
  /** A card to bring into view, with a count so that one may be asked for twice. */
  wanted: { key: string; times: number } | null;
}

export const scene = shallowReactive<Scene>({ picture: null, view: null, slice: null, busy: false, found: null, said: "", followed: null, wanted: null });

const PICTURES = ["history", "lineage", "compare"];
/** The page, where it shows a picture; and where that is a graph, which loads and opens more. */
export const pictureRoute = computed<PictureRoute | null>(() => (PICTURES.includes(route.value.page) ? (route.value as PictureRoute) : null));
export const graphRoute = computed<GraphRoute | null>(() => (pictureRoute.value?.page === "compare" ? null : (pictureRoute.value as GraphRoute | null)));
export const state = computed<ViewState | null>(() => pictureRoute.value && stateOf(pictureRoute.value));

/** The chosen cards that are in the picture, at most two. */
export const chosen = computed<Card[]>(() =>
  [pictureRoute.value?.selected, state.value?.second].flatMap((key) => {
    const card = key ? scene.picture?.byKey.get(key) : undefined;
    return card ? [card] : [];
  }),
);

/** What the search says of a card: that it is at it, or that it found it too. */
export const foundAs = (key: string): "hit" | "soft" | null => (scene.found?.keys.has(key) ? (scene.found.current === key ? "hit" : "soft") : null);

/** Changes what the address says of the picture; `replace` leaves no step for the back button. */
export function change(patch: Partial<ViewState>, replace = false): void {
  const here = pictureRoute.value;
  if (here) go({ ...here, state: { ...here.state, ...patch } }, replace);
}

/** Chooses one card, or none; a second one is let go. */
export function choose(key: string | null): void {
  const here = pictureRoute.value;
  if (here) go({ ...here, selected: key, state: { ...here.state, second: null, only: false, side: null } });
}

/** Chooses a card beside the first one, or lets it go; with two chosen the slice between them is shown. */
export function chooseSecond(key: string): void {
  const here = graphRoute.value;
  const second = state.value?.second ?? null;
  if (!here) return;
  if (here.selected === null) return choose(key);
  if (here.selected === key) return go({ ...here, selected: second, state: { ...here.state, second: null, only: false } });
  change({ second: second === key ? null : key, only: false });
}

/** The lineage of a card: it becomes the seed; the seeds that led to it stay its trail. */
export function refocus(key: string): void {
  go(lineageAfter(graphRoute.value, key));
}

/** Loads a node with what lies between it and the seed, and chooses it; from a history one goes to its lineage. */
export function bring(key: string): void {
  const here = graphRoute.value;
  if (!here) return;
  if (here.page === "history") return go({ page: "lineage", seed: key, selected: key });
  go({ ...here, selected: key, state: { ...here.state, bring: [...new Set([...(here.state?.bring ?? []), key])], second: null } });
}

/** Brings a loaded card into view. */
export function reveal(key: string): void {
  scene.wanted = { key, times: (scene.wanted?.times ?? 0) + 1 };
}

export function announce(text: string): void {
  scene.said = text;
}
