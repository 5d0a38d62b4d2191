/** Edges: their paths from the server's points, and the few paths of the document that draw them all. */
import type { DrawnEdge, EdgeStyle, Layout, Point, RoutedEdge } from "../api/types";
import { keyOf, type Card } from "./cards";

export interface Edge {
  source: string;
  target: string;
  styles: EdgeStyle[];
  points: Point[];
  /** Box around the points: left, top, right, bottom. */
  box: [number, number, number, number];
}
export interface Spine {
  source: string;
  target: string;
  path: string;
}
export type Light = "dim" | "plain" | "lit";
export interface EdgePath {
  key: string;
  classes: string;
  /** The lines; `core` is drawn over them for double lines. */
  line: string;
  many: boolean;
  tips: string;
}

const RADIUS = 8;
const TIP = "m-9 -4.5l9 4.5l-9 4.5z";
/** Many items in at once: the lines are gathered by a bar, one line goes on. */
const GATHER = "m-18 -6h2.5v5.2h6.5v-3.7l9 4.5l-9 4.5v-3.7h-6.5v5.2h-2.5z";

const round = (n: number): number => Math.round(n * 100) / 100;

/** An orthogonal line through points with rounded corners; a corner is never rounder than half its shorter side. */
export function ortho(points: Point[], radius = RADIUS): string {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return "";
  let d = `M${first.map(round)}`;
  for (let i = 1; i < points.length - 1; i++) d += corner(points[i - 1]!, points[i]!, points[i + 1]!, radius);
  return `${d}L${last.map(round)}`;
}

function corner(a: Point, b: Point, c: Point, radius: number): string {
  const u = Math.abs(b[0] - a[0]) + Math.abs(b[1] - a[1]);
  const v = Math.abs(c[0] - b[0]) + Math.abs(c[1] - b[1]);
  if (!u || !v) return "";
  const r = Math.min(radius, u / 2, v / 2);
  const toward = (p: Point, far: number): Point => [b[0] + ((p[0] - b[0]) / far) * r, b[1] + ((p[1] - b[1]) / far) * r];
  return `L${toward(a, u).map(round)}Q${b.map(round)} ${toward(c, v).map(round)}`;
}

function boxOf(points: Point[]): Edge["box"] {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

export function edgesOf(layout: Layout): Edge[] {
  return layout.edges.map((edge: RoutedEdge) => ({
    source: (edge as DrawnEdge).stub ? `${keyOf(edge.source)}@${keyOf(edge.target)}` : keyOf(edge.source),
    target: keyOf(edge.target),
    styles: edge.style,
    points: edge.points,
    box: boxOf(edge.points),
  }));
}

/** The spine ties an output to its execution: 24 in, from the foot of the one to the head of the other. */
export function spinesOf(layout: Layout, cards: Map<string, Card>): Spine[] {
  return layout.spines.flatMap(({ source, target }) => {
    const from = cards.get(keyOf(source));
    const to = cards.get(keyOf(target));
    return from && to ? [{ source: from.key, target: to.key, path: `M${from.x + 24} ${from.y + from.height - 1}V${to.y + 1}` }] : [];
  });
}

/** How much larger heads are drawn, so that they can be seen below zoom 0.8. */
const headScale = (k: number): number => 1 / Math.min(1, Math.max(k, 0.8));

/** Dashes begin at the target: where such edges meet they fall together, else their gaps would fill up. */
const isDashed = (edge: Edge): boolean => edge.styles.some((style) => style === "copy" || style === "evidence");

/** Line and head of one edge: the head ends 1 before the outline, the line where the head begins. */
export function draw(edge: Edge, k: number): { line: string; tip: string } {
  const z = headScale(k);
  const whole = edge.styles.includes("whole");
  const end = edge.points.at(-1)!;
  const x = end[0] - 1;
  const points: Point[] = [...edge.points.slice(0, -1), [x - (whole ? 17 : 9) * z, end[1]]];
  return { line: ortho(isDashed(edge) ? points.reverse() : points), tip: `M${round(x)} ${round(end[1])}${scaled(whole ? GATHER : TIP, z)}` };
}

const scaled = (path: string, z: number): string =>
  z === 1 ? path : path.replace(/-?\d+(\.\d+)?/g, (n) => String(round(Number(n) * z)));

/** Order of drawing: dimmed, plain, lit; single below double. */
const LIGHTS: Light[] = ["dim", "plain", "lit"];

function depth(light: Light, styles: EdgeStyle[]): number {
  return LIGHTS.indexOf(light) * 2 + (styles.includes("many") ? 1 : 0);
}

/** All edges as one path for each style and light, so that their number does not weigh on the document. */
export function groupEdges(edges: Edge[], lightOf: (edge: Edge) => Light, k: number): EdgePath[] {
  const groups = new Map<string, EdgePath & { depth: number }>();
  for (const edge of edges) {
    const light = lightOf(edge);
    const styles = edge.styles.filter((style) => style !== "whole");
    const key = [light, ...styles].join(" ");
    const { line, tip } = draw(edge, k);
    const group = groups.get(key) ?? {
      key,
      classes: key,
      line: "",
      tips: "",
      many: styles.includes("many"),
      depth: depth(light, styles),
    };
    group.line += line;
    group.tips += tip;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => a.depth - b.depth);
}
