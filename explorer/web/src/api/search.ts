/** Search: what the API answers, and how it is asked. */
import { read } from "./client";
import type { Named, Src } from "./types";

export type SearchKind = "history" | "hdca" | "hda" | "tool_execution";

export interface Hit {
  src: Src | "history";
  id: string;
  kind: SearchKind;
  name: string | null;
  hid?: number | null;
  state?: string | null;
  extension?: string | null;
  collection_type?: string | null;
  tool_id?: string | null;
  tool_version?: string | null;
  deleted?: boolean;
  create_time?: string | null;
  /** Of a history. */
  owner?: string | null;
  history?: Named | null;
}

export interface SearchAnswer {
  items: Hit[];
  next: string | null;
}

export interface SearchQuestion {
  q: string;
  limit: number;
  kind?: SearchKind | null;
  history?: string | null;
  cursor?: string | null;
  /** Only what is connected with it: `hda:42`, `history:2`. */
  around?: string | null;
}

export function fetchSearch(question: SearchQuestion, signal?: AbortSignal): Promise<SearchAnswer> {
  const given = Object.entries(question).filter(([, value]) => value !== null && value !== undefined);
  return read(`/api/search?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]))}`, signal);
}
