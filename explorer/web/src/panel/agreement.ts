/** Whether the jobs' own records say the same as the request: claim by claim. Pure. */
import type { JobData, JobItem } from "../api/jobs";
import type { ExecutionInput, ExecutionOutput, Ref, ToolExecution } from "../api/types";
import { keyOf } from "../graph/cards";

/** How many jobs say the same, of those that say anything about it. */
export interface Agreement {
  agree: number;
  of: number;
}

const isSame = (one: JobItem, item: Ref): boolean => [one.item, ...(one.stands_for ?? [])].some((ref) => keyOf(ref) === keyOf(item));

/** A job agrees with what it has under any name, contradicts with something else under that name, or says nothing. */
function says(data: JobItem[], item: Ref, name: string | null): boolean | null {
  if (data.some((one) => isSame(one, item))) return true;
  if (data.some((one) => "restricted" in one.item)) return null;
  return data.some((one) => one.name === name) ? false : null;
}

function counted(answers: (boolean | null)[]): Agreement | null {
  const told = answers.filter((one) => one !== null);
  return told.length ? { agree: told.filter(Boolean).length, of: told.length } : null;
}

/** Null where no job says anything, and where the claim rests on the jobs alone. */
export function inputAgreement({ item, input, via }: ExecutionInput, jobs: JobData[]): Agreement | null {
  return via === "job" || "restricted" in item ? null : counted(jobs.map((job) => says(job.read, item, input)));
}

/** Of collections only: which dataset was made no other record than the job's says. */
export function outputAgreement({ item, output }: ExecutionOutput, jobs: JobData[]): Agreement | null {
  return item.src !== "hdca" || "restricted" in item ? null : counted(jobs.map((job) => says(job.written, item, output)));
}

/** Whether each job names the tool, of those that are listed with the execution. */
export function toolAgreement({ tool, jobs }: ToolExecution): Agreement | null {
  return counted(jobs.items.map((job) => (job.tool_id ? job.tool_id === tool.id && (job.tool_version ?? null) === tool.version : null)));
}

export const isWhole = ({ agree, of }: Agreement): boolean => agree === of;
