import { describe, expect, it } from "vitest";
import type { JobData, JobItem } from "../api/jobs";
import type { ExecutionInput, ExecutionOutput, Src, ToolExecution } from "../api/types";
import { inputAgreement, isWhole, outputAgreement, toolAgreement } from "./agreement";

const ref = (key: string) => ({ src: key.split(":")[0] as Src, id: key.split(":")[1]! });
const has = (name: string, key: string, ...standsFor: string[]): JobItem => ({ name, item: { ...ref(key), name: key }, stands_for: standsFor.map(ref) });
const job = (read: JobItem[], written: JobItem[] = []): JobData => ({ src: "job", id: "1", state: "ok", path: [], read, written });
const input = (key: string, via = "payload") => ({ input: "reads", label: null, via, mapped: true, item: ref(key) }) as unknown as ExecutionInput;
const output = (key: string) => ({ output: "out", label: null, item: ref(key) }) as unknown as ExecutionOutput;

describe("what jobs say about an input", () => {
  it("is the same when they read it, or an element of it", () => {
    expect(inputAgreement(input("hdca:1"), [job([has("reads", "hda:5", "hdca:1")]), job([has("reads", "hda:6", "hdca:1")])])).toEqual({ agree: 2, of: 2 });
    expect(inputAgreement(input("hda:1"), [job([has("reads", "hda:1")])])).toEqual({ agree: 1, of: 1 });
  });
  it("is something else when they read another one under its name", () => {
    const found = inputAgreement(input("hda:1"), [job([has("reads", "hda:1")]), job([has("reads", "hda:2")])]);
    expect(found).toEqual({ agree: 1, of: 2 });
    expect(isWhole(found!)).toBe(false);
  });
  it("is nothing when they read nothing under its name", () => expect(inputAgreement(input("hda:1"), [job([has("other", "hda:2")]), job([])])).toBeNull());
  it("is nothing when what they read may not be seen", () => {
    const hidden: JobItem = { name: "reads", item: { src: "hda", id: "f00", restricted: true } };
    expect(inputAgreement(input("hda:1"), [job([hidden])])).toBeNull();
  });
  it("is nothing new when the claim is theirs", () => expect(inputAgreement(input("hda:1", "job"), [job([has("reads", "hda:1")])])).toBeNull());
});

describe("what jobs say about an output", () => {
  it("is the same when what they wrote stands in it", () => expect(outputAgreement(output("hdca:1"), [job([], [has("out", "hda:5", "hdca:1")])])).toEqual({ agree: 1, of: 1 }));
  it("is the only record of a dataset", () => expect(outputAgreement(output("hda:5"), [job([], [has("out", "hda:5")])])).toBeNull());
});

it("the tool is the one that the jobs name", () => {
  const of = (...versions: string[]) => toolAgreement({ tool: { id: "align", version: "3" }, jobs: { items: versions.map((tool_version) => ({ tool_id: "align", tool_version })) } } as unknown as ToolExecution);
  expect(of("3", "3")).toEqual({ agree: 2, of: 2 });
  expect(of("3", "2")).toEqual({ agree: 1, of: 2 });
});
