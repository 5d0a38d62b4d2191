import { describe, expect, it } from "vitest";
import type { JobData } from "../api/jobs";
import type { ToolExecution } from "../api/types";
import { claimsOf, verdictOf } from "./claims";

const item = { src: "hda", id: "1", hid: 1, name: "genome" };
const execution = {
  tool: { id: "align", version: "3" }, inputs: [{ input: "ref", label: "Reference", via: "payload", mapped: false, item }], outputs: [],
  jobs: { items: [{ tool_id: "align", tool_version: "3" }] },
} as unknown as ToolExecution;
const reads = (id: string): JobData => ({ src: "job", id: "1", state: "ok", path: [], read: [{ name: "ref", item: { src: "hda", id, name: id } }], written: [] });

describe("claims", () => {
  it("name their record, and say nothing of jobs that are not known yet", () =>
    expect(claimsOf(execution, null)).toEqual([{ key: "in 0", claim: "Reference is 1: genome", record: "payload", where: "ref", agreement: null }]));
  it("are held against the jobs", () => {
    const claims = claimsOf(execution, [reads("1")]);
    expect(claims.map((one) => [one.claim, one.agreement])).toEqual([["Reference is 1: genome", { agree: 1, of: 1 }], ["Tool is align 3", { agree: 1, of: 1 }]]);
    expect(verdictOf(claims, 1, true)).toBe("The job agrees with it.");
    expect(verdictOf(claims, 6, false)).toBe("The 6 jobs agree with what is shown.");
  });
  it("that jobs contradict are counted", () => expect(verdictOf(claimsOf(execution, [reads("2")]), 1, true)).toBe("The jobs say something else about 1 claim."));
  it("that no job says anything about need no word", () => expect(verdictOf(claimsOf(execution, null), 0, true)).toBe(""));
});
