/** What is shown of an execution as claims: each with the record that it rests on, and what the jobs say. Pure. */
import type { JobData } from "../api/jobs";
import type { ExecutionInput, ToolExecution } from "../api/types";
import { titleOf } from "../graph/cards";
import { plural } from "../words";
import { inputAgreement, isWhole, outputAgreement, toolAgreement, type Agreement } from "./agreement";

export interface Claim {
  key: string;
  claim: string;
  record: string;
  where: string | null;
  agreement: Agreement | null;
}

/** Records that edges rest on, in words. */
const RECORDS: Record<string, string> = { payload: "payload", job: "job records", premap: "map-over records" };
export const recordWord = (via: string | null): string => RECORDS[via ?? ""] ?? via ?? "";

const said = (input: ExecutionInput): string => `${input.label ?? input.input ?? "Input"} is ${titleOf(input.item)}${input.mapped ? ", mapped" : ""}`;

/** `jobs`: those that were looked at; null while they are not known. */
export function claimsOf(execution: ToolExecution, jobs: JobData[] | null): Claim[] {
  const { tool } = execution;
  const isMapped = execution.implicit_collection_jobs !== null;
  const inputs = execution.inputs.map((input, i): Claim => ({ key: `in ${i}`, claim: said(input), record: recordWord(input.via), where: input.input, agreement: jobs && inputAgreement(input, jobs) }));
  const outputs = execution.outputs.map((output, i): Claim => ({ key: `out ${i}`, claim: `Made ${titleOf(output.item)}`, record: isMapped && output.item.src === "hdca" ? RECORDS.premap! : "job outputs", where: output.output, agreement: jobs && isMapped ? outputAgreement(output, jobs) : null }));
  if (!jobs?.length || !tool.id) return [...inputs, ...outputs];
  return [...inputs, ...outputs, { key: "tool", claim: `Tool is ${[tool.id, tool.version].filter(Boolean).join(" ")}`, record: "job.tool_id", where: null, agreement: toolAgreement(execution) }];
}

/** "The 6 jobs agree with it."; nothing when they say nothing. */
export function verdictOf(claims: Claim[], jobs: number, hasPayload: boolean): string {
  const held = claims.flatMap(({ agreement }) => agreement ?? []);
  if (!held.length) return "";
  const others = held.filter((one) => !isWhole(one)).length;
  if (others) return `The jobs say something else about ${plural(others, "claim")}.`;
  const what = hasPayload ? "it" : "what is shown";
  return jobs === 1 ? `The job agrees with ${what}.` : `The ${jobs} jobs agree with ${what}.`;
}
