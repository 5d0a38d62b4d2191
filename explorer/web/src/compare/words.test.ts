import { describe, expect, it } from "vitest";
import type { ComparedStep, Comparison, ComparedRun, Setting } from "../api/compare";
import type { DataNode } from "../api/types";
import { csv, defaultNote, middle, sameWords, sizesOf, summary, thingNote, title, valueText } from "./words";

const run: ComparedRun = { src: "job", id: "1", tool_id: "call", tool_name: "Call variants", tool_version: "1", create_time: null, end_time: null, states: { ok: 1 } };
const setting = (label: string, left: string | null, right: string | null, kind: Setting["kind"] = "parameter"): Setting => ({
  kind, name: label, label, groups: [], differs: left !== right,
  left: { text: left, is_default: null, default: null }, right: { text: right, is_default: null, default: null },
});
const step = (...settings: Setting[]): ComparedStep => ({ left: run, right: run, settings, feeds: [], differing: settings.filter((one) => one.differs).length });
const item = (id: string): DataNode => ({ src: "hda", id, name: id, hid: null, state: "ok" });
const found = (steps: ComparedStep[], more: Partial<Comparison> = {}): Comparison => ({
  left: { src: "hda", id: "1" }, right: { src: "hda", id: "2" }, steps, sources: [{ left: item("3"), right: item("3") }], shared: 2, members: [],
  differing: steps.reduce((sum, one) => sum + one.differing, 0), graph: null as never, hidden_by_access: 0, is_whole: true, ...more,
});

describe("a comparison in words", () => {
  it("counts what differs, by kind", () => {
    const two = found([step(setting("Version", "1", "2", "version"), setting("Depth", "2", "6"), setting("Ploidy", "Haploid", "Haploid"))]);
    expect(title(two)).toBe("2 settings differ");
    expect(summary(two)).toBe("Same 1 input, same 1 step in the same order. 1 version and 1 parameter differ.");
  });
  it("says what only one side has", () => {
    expect(summary(found([{ ...step(), right: null }]))).toContain("1 step only in A.");
  });
  it("says when there is nothing to say", () => {
    expect(title(found([]))).toBe("No setting differs");
    expect(summary(found([]))).toBe("Same 1 input, all 2 steps are the same ones.");
  });
  it("tells inputs that differ", () => {
    expect(summary(found([step()], { sources: [{ left: item("1"), right: item("2") }] }))).toContain("1 of 1 input differs");
  });
});

describe("the two that are compared", () => {
  const sizes = sizesOf(found([], { graph: { nodes: [{ ...item("1"), file_size: 148 }, item("2")] } as never }));
  it("say how large they are, and when they were made", () => {
    expect(thingNote({ src: "hda", id: "1", create_time: "2020-05-13T13:57:55" }, sizes)).toMatch(/^148 B · 13 May 2020, /);
  });
  it("say nothing of what is not known", () => expect(thingNote({ src: "hda", id: "2" }, sizes)).toBe(""));
});

describe("values", () => {
  it("name the default where it is known", () => {
    expect(defaultNote({ text: "6", is_default: false, default: "3" })).toBe("default: 3");
    expect(defaultNote({ text: "3", is_default: true, default: "3" })).toBe("default");
    expect(defaultNote({ text: "3", is_default: null, default: null })).toBe("");
    expect(valueText(null)).toBe("not asked");
  });
  it("differ in the middle", () => {
    expect(middle("c6 > 2 and c7", "c6 > 6 and c7")).toEqual(["c6 > ", "2", " and c7"]);
    expect(middle("aa", "aaa")).toEqual(["aa", "", ""]);
    expect(middle("aaa", "aa")).toEqual(["aa", "a", ""]);
  });
  it("that are the same are said in a line", () => {
    expect(sameWords([setting("Quality", "20", "20"), setting("Ploidy", "Haploid", "Haploid")])).toBe("Quality 20, Ploidy Haploid");
  });
  it("go to a spreadsheet whole", () => {
    expect(csv(found([step(setting("Keep", 'c6 > 2, "x"', "y"))])).split("\r\n")[1]).toBe('Call variants,Keep,"c6 > 2, ""x""",y,yes');
  });
});
