/** What each job of an execution itself read and wrote: what the API answers, and how it is asked. */
import { read } from "./client";
import type { Ref, StubNode } from "./types";

export interface NamedItem extends Ref {
  name: string | null;
  hid?: number | null;
}
export interface JobItem {
  /** Of the input or output. */
  name: string | null;
  item: NamedItem | StubNode;
  /** Which element of it. */
  path?: string[];
  /** What a request may name in its place. */
  stands_for?: Ref[];
}
export interface JobData {
  src: "job";
  id: string;
  state: string | null;
  path: string[];
  read: JobItem[];
  written: JobItem[];
}
export interface JobPage {
  total: number;
  rows: (JobData | StubNode)[];
}

export function fetchJobs(execution: Ref, limit: number, offset: number, signal?: AbortSignal): Promise<JobPage> {
  const asked = new URLSearchParams({ src: execution.src, limit: String(limit), offset: String(offset) });
  return read(`/api/tool_executions/${encodeURIComponent(execution.id)}/jobs?${asked}`, signal);
}
