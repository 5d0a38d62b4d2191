/** Asks the API. Failures are told apart by what a reader can do about them. */
import { keyHeader, refuseKey } from "./key";
import type { Extent, HistorySummary, Problem, Producers, Ref, SyncAges, ToolExecution, ViewAnswer } from "./types";

/** `away`: try again later; `missing`: it is not there or not for you; `refused`: the request itself is wrong. */
export type Failure = "away" | "missing" | "refused";

export class ApiError extends Error {
  constructor(
    readonly failure: Failure,
    message: string,
  ) {
    super(message);
  }
}

const AWAY = new Set([502, 503, 504]);
const MISSING = new Set([401, 403, 404]);

function failureOf(status: number): Failure {
  if (AWAY.has(status)) return "away";
  return MISSING.has(status) ? "missing" : "refused";
}

async function problemOf(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as Problem;
    return problem.detail ?? problem.err_msg ?? problem.title ?? response.statusText;
  } catch {
    return response.statusText;
  }
}

/** Asks with the reader's key, if there is one; a body is sent as JSON. */
export async function ask(path: string, signal?: AbortSignal, body?: unknown): Promise<Response> {
  const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  let response: Response;
  try {
    response = await fetch(path, { ...sent, signal: signal ?? null, headers: { accept: "application/json", ...sent.headers, ...keyHeader() } });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError("away", "The server does not answer.");
  }
  if (!response.ok) throw await failed(response);
  return response;
}

async function failed(response: Response): Promise<ApiError> {
  if (response.status === 401) refuseKey();
  return new ApiError(failureOf(response.status), await problemOf(response));
}

export async function read<T>(path: string, signal?: AbortSignal, body?: unknown): Promise<T> {
  return (await (await ask(path, signal, body)).json()) as T;
}

export interface HistoryPage {
  histories: HistorySummary[];
  total: number;
}

export async function fetchHistories(q: string, limit: number, offset: number, signal?: AbortSignal): Promise<HistoryPage> {
  const response = await ask(`/api/histories?${new URLSearchParams({ q, limit: String(limit), offset: String(offset) })}`, signal);
  const histories = (await response.json()) as HistorySummary[];
  return { histories, total: Number(response.headers.get("total_matches") ?? histories.length) };
}

/** `query`: the parameters of `GET /api/view`. */
export const fetchView = (query: string, signal?: AbortSignal): Promise<ViewAnswer> => read(`/api/view?${query}`, signal);

/** How many cards the whole lineage of a seed has. */
export const fetchExtent = (seed: string, signal?: AbortSignal): Promise<Extent> => read(`/api/view/extent?${new URLSearchParams({ seed })}`, signal);

/** The nodes on any way from one to another, as keys. */
export async function fetchWay(from: string, to: string, signal?: AbortSignal): Promise<Ref[]> {
  const found = await read<{ nodes: Ref[] }>(`/api/paths?${new URLSearchParams({ from, to, limit: "10000" })}`, signal);
  return found.nodes;
}

export function fetchExecution(ref: Ref, signal?: AbortSignal): Promise<ToolExecution> {
  return read(`/api/tool_executions/${encodeURIComponent(ref.id)}?src=${ref.src}`, signal);
}

export function fetchProducers(ref: Ref, signal?: AbortSignal): Promise<Producers> {
  return read(`/api/producers/${ref.src}/${encodeURIComponent(ref.id)}`, signal);
}

export const fetchSync = (signal?: AbortSignal): Promise<SyncAges> => read("/api/sync", signal);

/** Whether the server answers and its graph can be reached. */
export async function isReady(): Promise<boolean> {
  try {
    return (await fetch("/readyz")).ok;
  } catch {
    return false;
  }
}
