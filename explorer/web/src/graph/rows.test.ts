import { describe, expect, it } from "vitest";
import type { DataNode, ExecutionNode, Opened, DrawnCard, Row } from "../api/types";
import { makeCard, type Card } from "./cards";
import { litRows, portOfRow, rowMeta, rowName } from "./rows";

const place = (more: Partial<DrawnCard>): DrawnCard => ({ src: "hdca", id: "1", x: 0, y: 0, width: 200, height: 144, lines: ["x"], column: 0, block: 0, rows_from: 60, ...more });
const leaf = (id: string, path: string[]): Row => ({ src: "hda", id, path, state: "ok", file_size: 5200 });
const data: DataNode = { src: "hdca", id: "1", name: "Pairs", hid: 3, state: "ok", count: 2, states: { ok: 2 } };
const run: ExecutionNode = { src: "tool_execution", id: "7", tool_id: "align", tool_name: "Align", states: { ok: 2 }, count: 2, mapped: true };
const opened = (rows: Row[]): Opened => ({ src: "hdca", id: "1", page: 0, total: rows.length, rows });

const pairs = makeCard(data, place({}), { opened: opened([leaf("11", ["a", "forward"]), leaf("12", ["b", "forward"])]) });
const jobs = makeCard(run, place({ src: "tool_execution", id: "7", x: 248 }), {
  opened: opened([{ src: "job", id: "1", path: ["a"], seconds: 64, reads: [{ src: "hda", id: "11" }], writes: [{ src: "hda", id: "21" }] }, { src: "job", id: "2", path: ["b"], reads: [{ src: "hda", id: "12" }], writes: [] }]),
});
const made: Card = makeCard({ ...data, id: "2" }, place({ id: "2", x: 248, y: 150 }), { opened: opened([leaf("21", ["a"])]) });

describe("rows", () => {
  it("are called by their identifiers", () => {
    expect(rowName(leaf("11", ["heat_1", "forward"]))).toEqual({ group: "heat_1", name: "forward" });
    expect(rowName({ src: "hda", id: "x", restricted: true }).name).toBe("you can’t see this");
    expect([rowMeta(leaf("1", [])), rowMeta({ src: "job", id: "1", seconds: 64 })]).toEqual(["5.2 kB", "1 min 4 s"]);
  });
  it("light up with the job that made them and what it read", () => {
    const lit = litRows([pairs, jobs, made], "hda:21")!;
    expect(lit.keys).toEqual(new Set(["hda:21", "job:1", "hda:11"]));
    expect(lit.tips.match(/M/g)).toHaveLength(2);
    expect(lit.line).toContain(`M200,${portOfRow(pairs, 0)}`);
  });
  it("stay dark when something else is chosen", () => {
    expect(litRows([pairs, jobs, made], "hda:99")).toBeNull();
    expect(litRows([pairs, jobs, made], null)).toBeNull();
  });
});
