import { describe, expect, it } from "vitest";
import type { JobData, JobItem, JobPage } from "../api/jobs";
import { elementRows, shortTitle } from "./elements";

const item = (id: string, hid: number | null = Number(id), path: string[] = []): JobItem => ({ name: "x", item: { src: "hda", id, name: `file ${id}`, hid }, path });
const job = (id: string, path: string[], read: JobItem[], written: JobItem[]): JobData => ({ src: "job", id, state: "ok", path, read, written });
const page = (...rows: JobPage["rows"]): JobPage => ({ total: rows.length, rows });

describe("element by element", () => {
  it("has a row for each job, without what all of them read", () => {
    const rows = elementRows(page(job("1", ["a"], [item("7"), item("1")], [item("12")]), job("2", ["b"], [item("8"), item("1")], [item("13")])));
    expect(rows.map((row) => [row.element, row.read.map(shortTitle), row.written.map(shortTitle)])).toEqual([["a", ["7"], ["12"]], ["b", ["8"], ["13"]]]);
  });
  it("does not name the collection that holds what was made", () => {
    const made = [item("10"), { ...item("12"), stands_for: [{ src: "hda" as const, id: "10" }] }];
    expect(elementRows(page(job("1", ["a"], [], made)))[0]!.written.map(shortTitle)).toEqual(["12"]);
  });
  it("keeps what one job alone reads", () => expect(elementRows(page(job("1", ["a"], [item("7")], [])))[0]!.read).toHaveLength(1));
  it("is nothing where no job worked on an element, and leaves out jobs that one may not see", () =>
    expect(elementRows(page(job("1", [], [item("7")], []), { src: "job", id: "f00", restricted: true }))).toEqual([]));
  it("names an element of a collection by its identifiers, and what has no number by its name", () => {
    expect(shortTitle(item("45", 45, ["heat_1", "forward"]))).toBe("45: heat_1 / forward");
    expect(shortTitle(item("9", null))).toBe("file 9");
  });
});
