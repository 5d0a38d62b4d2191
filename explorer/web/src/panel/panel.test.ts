import { describe, expect, it } from "vitest";
import type { DataNode, Parameter, ToolExecution } from "../api/types";
import type { Card } from "../graph/cards";
import type { Picture } from "../graph/picture";
import { changedOf, rowsOf, settingsOf, unfoldedRows, valueWord } from "./parameters";
import { inputRow, wentTo } from "./rows";
import { makingOf, sentenceOf, type Part } from "./sentence";

const said = (parts: Part[]): string => parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
const pairs: DataNode = { src: "hdca", id: "3", hid: 45, name: "Trimmed read pairs", state: "ok", collection_type: "list:paired", count: 6, states: { ok: 6 } };
const genome: DataNode = { src: "hda", id: "1", hid: 1, name: "S. cerevisiae genome", state: "ok", extension: "fasta" };

function execution(more: Partial<ToolExecution>): ToolExecution {
  const input = (item: DataNode, mapped: boolean) => ({ input: "x", label: "Read pair", via: "payload", mapped, item });
  return {
    tool: { id: "align_reads", version: "3.2.1", name: "Align reads", description: null },
    jobs: { total: 6, states: { ok: 6 }, items: [] },
    inputs: [input(pairs, true), input(genome, false)],
    outputs: [],
    ...more,
  } as unknown as ToolExecution;
}

describe("the first sentence", () => {
  it("says what was mapped over, what was the same, and how it ended", () => {
    expect(said(sentenceOf(execution({})))).toBe("Ran 6 jobs over 45: Trimmed read pairs, one for each pair, with 1: S. cerevisiae genome. All finished ok.");
  });
  it("says how many failed", () => {
    expect(said(sentenceOf(execution({ jobs: { total: 3, states: { ok: 2, error: 1 }, items: [] } })))).toMatch(/\. 1 failed, 2 ok\.$/);
    expect(said(sentenceOf(execution({ jobs: { total: 1, states: { error: 1 }, items: [] }, inputs: [] })))).toBe("Ran 1 job without inputs. It failed.");
  });
  it("names an upload", () => {
    const upload = execution({ tool: { id: "__DATA_FETCH__", version: null, name: null, description: null }, inputs: [], jobs: { total: 1, states: { ok: 1 }, items: [] } });
    expect(said(sentenceOf(upload))).toBe("Uploaded 0 items. It finished ok.");
  });
  it("says what made an item", () => {
    expect(said(makingOf(execution({})))).toBe("Made by Align reads 3.2.1 from 45: Trimmed read pairs and 1: S. cerevisiae genome.");
  });
});

describe("rows", () => {
  it("say how an input was read", () => {
    expect(inputRow(execution({}).inputs[0]!)).toMatchObject({ title: "45: Trimmed read pairs", note: "Read pair · mapped over, 6 pairs", state: "ok", stateCount: 6 });
  });
});

describe("where results went", () => {
  const card = (key: string, node: object): Card => ({ key, node }) as unknown as Card;
  const filter = card("job:9", { src: "job", id: "9" });
  const kept = card("hda:20", { src: "hda", id: "20", hid: 20, name: "Kept reads" });
  const picture = { byKey: new Map([filter, kept].map((one) => [one.key, one])), flow: { down: new Map([["hdca:3", ["job:9"]], ["job:9", ["hda:20"]]]) } } as unknown as Picture;
  it("says what was taken, and what came of it", () => {
    const from = execution({ outputs: [{ output: "out", label: null, item: pairs }] });
    expect(wentTo(filter, from, picture)).toBe("takes 45 · made 20: Kept reads");
    expect(wentTo(kept, from, picture)).toBe("");
  });
});

describe("parameters", () => {
  const setting = (name: string, differs: boolean | null): Parameter => ({ name, label: name, type: "integer", value: 2, default: 2, differs });
  const tree: Parameter[] = [
    { name: "library", label: "Library", type: "conditional", differs: null, children: [setting("kind", true), { name: "pair", label: "Read pair", type: "data", differs: null, items: [] }] },
    setting("preset", false),
  ];
  it("are flat rows with a depth", () => {
    expect(rowsOf(tree).map((row) => [row.parameter.name, row.depth])).toEqual([["library", 0], ["kind", 1], ["pair", 1], ["preset", 0]]);
  });
  it("fold with their group", () => {
    const rows = rowsOf(tree);
    expect(unfoldedRows(rows, new Set([rows[0]!.key])).map((row) => row.parameter.name)).toEqual(["library", "preset"]);
    expect(unfoldedRows(rows, new Set())).toEqual(rows);
  });
  it("count neither groups nor data among the settings", () => {
    expect(settingsOf(tree).map((p) => p.name)).toEqual(["kind", "preset"]);
    expect(changedOf(tree).map((p) => p.name)).toEqual(["kind"]);
  });
  it.each([
    [true, "Yes"],
    [false, "No"],
    [null, "not set"],
    [["a", 1], "a, 1"],
    [[], "none"],
    [{ a: 1 }, '{"a":1}'],
    [0, "0"],
  ])("say %j as %s", (value, word) => expect(valueWord(value)).toBe(word));
});
