import { describe, expect, it } from "vitest";
import type { Hit } from "../api/search";
import { marked, rowOf } from "./hits";

const hit = (members: Partial<Hit>): Hit => ({ src: "hda", id: "1", kind: "hda", name: "Heat samples", ...members });

describe("rowOf", () => {
  it("says what was found and where, unless that is here", () => {
    const found = hit({ hid: 17, extension: "txt", history: { id: "2", name: "RNA-seq" } });
    expect(rowOf(found)).toMatchObject({ icon: "dataset", title: "17: Heat samples", note: "txt · RNA-seq", state: null });
    expect(rowOf(found, "2").note).toBe("txt");
  });
  it("names an execution by its tool", () => {
    expect(rowOf(hit({ kind: "tool_execution", src: "job", name: null, tool_id: "plot", tool_version: "0.6", create_time: "2020-07-06T11:34:03Z" }))).toMatchObject({ title: "plot", note: "execution, 0.6 · 6 Jul 2020, 11:34" });
  });
  it("says whose history it is", () => {
    expect(rowOf(hit({ kind: "history", src: "history", name: "RNA-seq", owner: "amara-okafor" })).note).toBe("history of amara-okafor");
  });
  it("tells a state only when it asks for attention", () => {
    expect(rowOf(hit({ state: "ok" })).state).toBeNull();
    expect(rowOf(hit({ state: "error" })).state).toBe("error");
  });
});

describe("marked", () => {
  const hits = (text: string, words: string): string[] => marked(text, words).filter((piece) => piece.hit).map((piece) => piece.text);
  it("marks beginnings of words, whatever their case", () => {
    expect(hits("Heat-induced genes, reheated", "heat")).toEqual(["Heat"]);
    expect(hits("Heatmap of all genes", "gen heat")).toEqual(["Heat", "gen"]);
  });
  it("loses no text, and takes signs as they are", () => {
    expect(marked("C++ (notes)", "c++ (").map((piece) => piece.text).join("")).toBe("C++ (notes)");
    expect(marked("plain", "")).toEqual([{ text: "plain", hit: false }]);
  });
});
