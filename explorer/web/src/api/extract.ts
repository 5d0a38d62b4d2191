/** Extraction: what is asked, and the workflow with its report. */
import { read } from "./client";

export type Outcome = "kept" | "changed" | "lost" | "guessed" | "unconnected";
export type Format = "ga" | "gxformat2";

export interface Named {
  src: string;
  id: string;
}
export interface ReportItem {
  outcome: Outcome;
  step: string | null;
  subject: Named | null;
  message: string;
}
export interface Report {
  lossless: boolean;
  items: ReportItem[];
}
export interface Extraction {
  workflow: Record<string, unknown>;
  report: Report;
}
export interface ExtractionRequest {
  workflow_name: string;
  results: Named[];
  tool_executions: Named[];
  until: Named[];
  format: Format;
}

export const extract = (asked: ExtractionRequest, signal?: AbortSignal): Promise<Extraction> => read("/api/workflows/extract", signal, asked);
