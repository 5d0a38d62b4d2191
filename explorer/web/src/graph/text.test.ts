import { describe, expect, it } from "vitest";
import { cut, em, wrap } from "./text";

const CARD = [176, 13, 2] as const;

describe("wrap", () => {
  it("keeps a name that fits on one line", () => {
    expect(wrap("Alignments", 165, 13, 2, " ×6")).toEqual(["Alignments ×6"]);
  });
  it("makes two lines as equal as it can", () => {
    expect(wrap("Heat-induced genes (padj < 0.05)", ...CARD)).toEqual(["Heat-induced genes", "(padj < 0.05)"]);
  });
  it("never cuts the number of elements", () => {
    const lines = wrap("Quality statistics on a very long collection name without an end 45", 165, 13, 2, " ×12");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/… 45 ×12$/);
  });
  it("gives every line room", () => {
    for (const line of wrap("Differential expression, heat against control, in a long name", ...CARD)) expect(em(line)).toBeLessThanOrEqual(176 / 13);
  });
});

describe("cut", () => {
  it("keeps the last word: names differ at their ends", () => {
    expect(cut("Gene counts of all samples, heat", 12)).toMatch(/^Gene.*… heat$/);
  });
  it("cuts a single word at its end", () => {
    expect(cut("Supercalifragilistic", 6)).toMatch(/^Super.*…$/);
  });
});
