/** What was found, as a row says it: icon, title, second line, and where a click leads. */
import type { Hit } from "../api/search";
import type { Ref } from "../api/types";
import { keyOf, titleOf } from "../graph/cards";
import type { Route } from "../url";
import { dayAndTime } from "../words";

export interface HitRow {
  key: string;
  icon: string;
  title: string;
  note: string;
  state: string | null;
}

const ICONS: Record<Hit["kind"], string> = { history: "history", hdca: "collection", hda: "dataset", tool_execution: "execution" };

export const keyOfHit = (hit: Hit): string => `${hit.src}:${hit.id}`;

/** "execution, 0.6.1", "list", "tabular": what it is, apart from its name. */
function typeOfHit(hit: Hit): string {
  if (hit.kind === "history") return ["history", hit.owner ? `of ${hit.owner}` : ""].filter(Boolean).join(" ");
  if (hit.kind === "tool_execution") return ["execution", hit.tool_version ?? ""].filter(Boolean).join(", ");
  return (hit.kind === "hdca" ? hit.collection_type : hit.extension) ?? "";
}

/** Runs of one tool are told apart by when they ran. */
function noteOf(hit: Hit, here: string | null): string {
  const history = hit.history && hit.history.id !== here ? hit.history.name : null;
  const ran = hit.kind === "tool_execution" && dayAndTime(hit.create_time);
  return [typeOfHit(hit), history, ran, hit.deleted && "deleted"].filter(Boolean).join(" · ");
}

/** `here`: the history that is in view, which needs no saying. */
export function rowOf(hit: Hit, here: string | null = null): HitRow {
  return {
    key: keyOfHit(hit),
    icon: ICONS[hit.kind],
    title: hit.kind === "tool_execution" ? (hit.name ?? hit.tool_id ?? "Unknown tool") : titleOf(hit),
    note: noteOf(hit, here),
    state: hit.state && hit.state !== "ok" ? hit.state : null,
  };
}

/** A history opens as a whole, everything else with what is around it. */
export function placeOf(hit: Hit): Route {
  return hit.src === "history" ? { page: "history", id: hit.id, selected: null } : aroundKey(keyOfHit(hit));
}

/** An item or execution with what is around it. */
export const aroundKey = (key: string): Route => ({ page: "lineage", seed: key, selected: key });
export const aroundItem = (item: Ref): Route => aroundKey(keyOf(item));

/** A text as pieces, those that the words begin marked: "Heat-induced" for "heat". */
export function marked(text: string, words: string): { text: string; hit: boolean }[] {
  const wanted = words.split(/[^\p{L}\p{N}]+/u).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!wanted.length) return [{ text, hit: false }];
  const found = new RegExp(`(?<![\\p{L}\\p{N}])(${wanted.sort((a, b) => b.length - a.length).join("|")})`, "giu");
  return text.split(found).map((piece, i) => ({ text: piece, hit: i % 2 === 1 })).filter((piece) => piece.text);
}
