/** The lineage of one thing as nodes and edges, without a picture. */
import { read } from "./client";
import type { Beyond, Named, Ref, StubNode } from "./types";

export interface LineageNode extends Ref {
  name: string | null;
  hid: number | null;
  tool_id: string | null;
  tool_name: string | null;
  extension: string | null;
  collection_type: string | null;
  history?: Named;
  state?: string | null;
  /** How many data items away. */
  hops?: number | null;
  /** Neighbours that are not in this answer. */
  more?: Beyond;
}

export interface LineageEdge {
  source: Ref;
  target: Ref;
  type: string;
}

/** What this page leaves out, and why. */
export interface Cut {
  reasons: string[];
  hidden_by_access?: number;
}

export interface LineageAnswer {
  nodes: (LineageNode | StubNode)[];
  edges: LineageEdge[];
  truncated: Cut;
}

/** `element`: by what each job read and wrote, not by what was requested for all of them. */
export function fetchUpstream(item: Ref, limit: number, granularity: "execution" | "element", signal?: AbortSignal): Promise<LineageAnswer> {
  const asked = new URLSearchParams({ direction: "upstream", limit: String(limit), granularity });
  return read(`/api/lineage/${item.src}/${encodeURIComponent(item.id)}?${asked}`, signal);
}

/** What may be seen of an answer. */
export const seenOf = ({ nodes }: LineageAnswer): LineageNode[] => nodes.filter((node): node is LineageNode => !("restricted" in node));
