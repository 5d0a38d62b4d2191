/** Comparison: what the API answers, and how it is asked. */
import { ask, read } from "./client";
import type { DataNode, HistoryGraph, StateCounts } from "./types";

export type Side = "left" | "right" | "both";

export interface SettingValue {
  text: string | null;
  is_default: boolean | null;
  default: string | null;
}
export interface Setting {
  kind: "tool" | "version" | "parameter";
  name: string;
  label: string;
  groups: string[];
  left: SettingValue | null;
  right: SettingValue | null;
  differs: boolean;
}
export interface Feed {
  input: string;
  label: string | null;
  left: DataNode[];
  right: DataNode[];
  differs: boolean;
}
export interface ComparedRun {
  src: string;
  id: string;
  tool_id: string | null;
  tool_name: string | null;
  tool_version: string | null;
  create_time: string | null;
  end_time: string | null;
  states: StateCounts;
}
export interface ComparedStep {
  left: ComparedRun | null;
  right: ComparedRun | null;
  settings: Setting[];
  feeds: Feed[];
  differing: number;
}
export interface Source {
  left: DataNode | null;
  right: DataNode | null;
}
export interface Member {
  src: string;
  id: string;
  side: Side;
}
/** What was asked about: an item, an execution or a run of a workflow. */
export interface ComparedThing {
  src: string;
  id: string;
  name?: string | null;
  hid?: number | null;
  tool_id?: string | null;
  tool_name?: string | null;
  create_time?: string | null;
  workflow?: { name: string | null } | null;
}
export interface Comparison {
  left: ComparedThing;
  right: ComparedThing;
  differing: number;
  steps: ComparedStep[];
  sources: Source[];
  shared: number;
  members: Member[];
  graph: HistoryGraph;
  hidden_by_access: number;
  is_whole: boolean;
}

const addressOf = (left: string, right: string, more: Record<string, string> = {}): string => `/api/compare?${new URLSearchParams({ left, right, ...more })}`;

export function fetchComparison(left: string, right: string, signal?: AbortSignal): Promise<Comparison> {
  return read(addressOf(left, right, { layout: "true" }), signal);
}

/** The same without a picture, as it is sent. */
export const askComparison = (left: string, right: string): Promise<Response> => ask(addressOf(left, right));
