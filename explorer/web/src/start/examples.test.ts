import { describe, expect, it } from "vitest";
import type { ViewNode } from "../api/types";
import { examplesOf } from "./examples";

const item = (name: string, time: string, more = {}): ViewNode => ({ src: "hda", id: name, name, hid: 1, state: "ok", extension: "tabular", create_time: time, ...more }) as ViewNode;
const run = (tool_id: string, tool_name: string, more = {}): ViewNode => ({ src: "job", id: tool_id, tool_id, tool_name, create_time: "1", ...more }) as ViewNode;

describe("examples of words", () => {
  it("are the newest result's, a tool, and a type with a word", () =>
    expect(examplesOf([item("Counts", "1"), item("Heat-induced genes (padj < 0.05)", "3"), item("Alignment log", "2", { extension: "txt" }), run("align_reads", "Align reads")])).toEqual(["heat-induced genes", "align_reads", "txt alignment"]));
  it("are neither uploads, nor what failed, nor what one may not see", () => {
    const stub = { src: "hda", id: "f00", restricted: true } as ViewNode;
    expect(examplesOf([item("genome", "1", { upload: true }), item("Contigs", "2", { state: "error" }), stub, run("upload1", "Upload", { upload: true })])).toEqual([]);
  });
  it("call a tool of a tool shed by its name", () => expect(examplesOf([run("toolshed.org/repos/iuc/fastp/fastp/0.23", "fastp")])).toEqual(["fastp"]));
});
