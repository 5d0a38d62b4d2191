import { createApp, h } from "vue";
import { describe, expect, it } from "vitest";
import type { DataNode, PlacedCard } from "../api/types";
import { makeCard } from "../graph/cards";
import type { Level } from "../graph/levels";
import GraphCard from "./GraphCard.vue";

const place: PlacedCard = { src: "hdca", id: "4", x: 248, y: 260, width: 200, height: 72, lines: ["Alignment log on", "collection 45 ×6"], column: 1, block: 0 };
const node: DataNode = { src: "hdca", id: "4", name: "Alignment log on collection 45", hid: 85, state: "ok", collection_type: "list", deleted: false, visible: true, count: 6, states: { ok: 5, error: 1 } };
const card = makeCard(node, place);

function drawn(level: Level, more: { selected?: boolean; dimmed?: boolean; focused?: boolean } = {}): SVGGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const flags = { selected: false, dimmed: false, hovered: false, focused: false, ...more };
  createApp({ render: () => h(GraphCard, { card, level, k: level === "read" ? 1 : 0.62, label: "name", tabindex: 0, ...flags }) }).mount(svg);
  return svg.querySelector<SVGGElement>(".card")!;
}
const texts = (g: Element): string[] => [...g.querySelectorAll("text")].map((text) => text.textContent.trim().replace(/\s+/g, " "));

describe("a card", () => {
  it("says everything at Read, in 13 elements with two lines and two states", () => {
    const g = drawn("read");
    expect(texts(g)).toEqual(["85 · list", "1 error", "Alignment log oncollection 45 ×6"]);
    expect([...g.classList]).toEqual(expect.arrayContaining(["read", "collection", "b-error"]));
    expect([...g.querySelectorAll(".bar")].map((bar) => bar.getAttribute("class"))).toEqual(["bar t-ok s-ok", "bar t-error s-error"]);
    expect(g.querySelectorAll("*").length + 1).toBeLessThanOrEqual(13);
  });
  it("says its name, bar and alarm at Scan", () => {
    const g = drawn("scan");
    expect(texts(g)).toHaveLength(1);
    expect(g.querySelectorAll("use")).toHaveLength(1);
    expect(g.querySelector(".name")!.getAttribute("font-size")).toBe(String(12 / 0.62));
  });
  it("is a name and an alarm where outlines are drawn for all", () => {
    expect(drawn("bulk").querySelector(".body, .bar")).toBeNull();
  });
  it("is only a place for the keyboard at Map", () => {
    expect([...drawn("map", { focused: true }).children].map((child) => child.getAttribute("class"))).toEqual(["focus", "hit"]);
  });
  it("has a ring when chosen, and steps back when beside the path", () => {
    expect(drawn("read", { selected: true }).querySelector(".ring")).not.toBeNull();
    expect(drawn("read", { selected: true }).getAttribute("aria-pressed")).toBe("true");
    expect(drawn("read", { dimmed: true }).classList.contains("is-dim")).toBe(true);
  });
});
