import { describe, expect, it } from "vitest";
import { em, wrap } from "./text";

/** The same lines as the server's: tests/unit/layout/test_text.py. */
const LINES: [Parameters<typeof wrap>, string[]][] = [
  [["Adapter trimming trials", 176, 13, 2, ""], ["Adapter trimming trials"]],
  [["Adapter trimming trials", 165, 13, 2, " ×6"], ["Adapter trimming", "trials ×6"]],
  [["Alignment log on collection 18", 157, 13, 2, " ×96"], ["Alignment log on", "collection 18 ×96"]],
  [["Alignment log on collection 18", 160, 12, 1, ""], ["Alignment log on colle… 18"]],
  [["Assembly report", 157, 13, 2, " ×96"], ["Assembly report ×96"]],
  [["Differential expression, heat against control", 157, 13, 2, " ×96"], ["Differential expression,", "heat agai… control ×96"]],
  [["MultiQC < heat, … < – éü collection", 168, 13, 2, ""], ["MultiQC < heat, …", "< – éü collection"]],
  [["data … heat, … x … on SRR1039508_1.fastq.gz", 165, 13, 2, " ×6"], ["data … heat, … x … on", "SRR1039508_1.fas… ×6"]],
  [["0.05) – mother's … collection on heat, — collection", 176, 13, 2, ""], ["0.05) – mother's …", "collection on… collection"]],
  [["x mother's (padj collection data Alignments — data Wm@%", 157, 13, 2, " ×96"], ["x mother's (padj", "collection… Wm@% ×96"]],
  [["– Wm@% SRR1039508_1.fastq.gz data < SRR1039508_1.fastq.gz mother's", 168, 13, 2, ""], ["– Wm@%", "SRR1039508_… mother's"]],
  [["Wm@% …", 157, 13, 2, " ×96"], ["Wm@% … ×96"]],
  [["", 176, 13, 2, ""], [""]],
  [["SRR1039508_GSM1275862_forward_paired.fastq.gz", 176, 13, 2], ["SRR1039508_GSM127586", "2_forward_paired.fastq.gz"]],
  [["heat_stress_replicate_3_forward.fastq", 176, 13, 2], ["heat_stress_replicate_3_", "forward.fastq"]],
  [["a".repeat(30), 176, 13, 2], ["a".repeat(22), "a".repeat(8)]],
  [["a".repeat(22), 176, 13, 2, " ×96"], ["a".repeat(22), "×96"]],
];

describe("wrap", () => {
  it.each(LINES)("%j", (arguments_, lines) => expect(wrap(...arguments_)).toEqual(lines));

  it("never cuts the number of elements", () => {
    expect(wrap("a".repeat(80), 165, 13, 2, " ×96").at(-1)).toMatch(/… ×96$/);
  });
  it("gives every line room", () => {
    for (const line of wrap("Differential expression, heat against control, in a long name", 176, 13, 2)) expect(em(line)).toBeLessThanOrEqual((176 * 100) / 13);
  });
});

it("each class of characters has its width", () => {
  expect([..."i tWA×a…é"].map(em)).toEqual([28, 28, 41, 90, 66, 66, 60, 90, 60]);
});
