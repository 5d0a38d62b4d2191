import { describe, expect, it } from "vitest";
import type { Card } from "../graph/cards";
import { linesOf, verdict } from "./report";
import { previewOf } from "./steps";
import { subjectOf } from "./subject";
import { yaml } from "./yaml";

const item = { outcome: "kept", step: null, subject: null, message: "Parameters are those of the request." } as const;

describe("the report", () => {
  it("tells losses first, and equal messages once", () => {
    const lines = linesOf({ lossless: false, items: [item, item, { ...item, outcome: "guessed", step: "Align", message: "A default." }, { ...item, outcome: "lost", message: "Names." }] });
    expect(lines.map((line) => line.title)).toEqual(["Lost: Names.", "Guessed: A default.", "Kept: Parameters are those of the request."]);
    expect(lines[1]!.note).toBe("Align");
    expect(lines[2]!.note).toBe("2 times");
  });
  it("names the first steps of an equal message, and counts the others", () => {
    const items = ["Trim", "Align", "Sort", "Count", "Merge"].map((step) => ({ ...item, step }));
    expect(linesOf({ lossless: true, items })[0]!.note).toBe("Trim, Align, Sort and 2 more");
  });
  it("has a verdict", () => {
    expect(verdict({ lossless: true, items: [item] })).toBe("Nothing is lost.");
    expect(verdict({ lossless: false, items: [{ ...item, outcome: "unconnected" }, { ...item, outcome: "changed" }] })).toBe("1 thing is lost or not connected, 1 thing is changed or guessed.");
  });
});

describe("the preview", () => {
  it("counts inputs, steps and connections", () => {
    const steps = {
      1: { id: 1, type: "tool", label: null, name: "Align", tool_version: "2", input_connections: { a: { id: 0 }, b: [{ id: 0 }, { id: 0 }] } },
      0: { id: 0, type: "data_collection_input", label: "Reads", name: "Input dataset collection", tool_state: '{"collection_type":"list","format":["fastq"]}' },
    };
    expect(previewOf({ steps })).toEqual({
      inputs: 1, tools: 1, connections: 3,
      steps: [{ number: 1, icon: "collection", name: "Reads", note: "input, list, fastq" }, { number: 2, icon: "execution", name: "Align", note: "2" }],
    });
  });
});

describe("what is extracted", () => {
  const card = (src: string, kind: string): Card => ({ ref: { src, id: "1" }, kind, name: "Report", node: { src, id: "1", name: "Report", hid: 28 } }) as unknown as Card;
  it("is what led to a result, or a step by itself", () => {
    expect(subjectOf([card("hda", "dataset")])).toMatchObject({ results: [{ src: "hda" }], executions: [], until: [], name: "Report", said: "Everything that led to 28: Report." });
    expect(subjectOf([card("job", "execution")])).toMatchObject({ results: [], executions: [{ src: "job" }] });
  });
  it("is what lies between two", () => {
    expect(subjectOf([card("hdca", "collection"), card("hda", "dataset")])).toMatchObject({ results: [{ src: "hda" }], until: [{ src: "hdca" }] });
  });
  it("is nothing without a choice", () => {
    expect(subjectOf([])).toBeNull();
    expect(subjectOf([card("hda", "restricted")])).toBeNull();
  });
});

describe("yaml", () => {
  it("writes what YAML reads back the same", () => {
    expect(yaml({ class: "GalaxyWorkflow", inputs: { "a b": { type: "data", optional: false } }, steps: [{ id: 1, in: [] }, "no"], label: "x: y" })).toBe(
      'class: GalaxyWorkflow\ninputs:\n  a b:\n    type: data\n    optional: false\nsteps:\n  - id: 1\n    in: []\n  - "no"\nlabel: "x: y"\n',
    );
  });
});
