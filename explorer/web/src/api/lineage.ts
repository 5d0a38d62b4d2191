/** The lineage of one thing as nodes and edges, without a picture. */
import { read } from "./client";
import type { Named, Ref } from "./types";

export interface LineageNode extends Ref {
  name: string | null;
  hid: number | null;
  tool_id: string | null;
  tool_name: string | null;
  extension: string | null;
  collection_type: string | null;
  history?: Named;
}

export interface LineageEdge {
  source: Ref;
  target: Ref;
  type: string;
}

/** What this page leaves out, and why. */
export interface Cut {
  reasons: string[];
}

export interface LineageAnswer {
  nodes: LineageNode[];
  edges: LineageEdge[];
  truncated: Cut;
}

export function fetchUpstream(item: Ref, limit: number, signal?: AbortSignal): Promise<LineageAnswer> {
  const asked = new URLSearchParams({ direction: "upstream", limit: String(limit) });
  return read(`/api/lineage/${item.src}/${encodeURIComponent(item.id)}?${asked}`, signal);
}
