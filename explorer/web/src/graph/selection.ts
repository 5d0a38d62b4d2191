/** What lies upstream and downstream of the chosen card: everything else steps back. */
import type { Edge, Light, Spine } from "./edges";
import type { Picture } from "./picture";

type Pair = Pick<Edge, "source" | "target">;

/** Neighbours by direction, made once for each graph. Spines (execution to output) carry data like edges. */
export interface Flow {
  up: Map<string, string[]>;
  down: Map<string, string[]>;
}

export function flowOf(edges: Pair[], spines: Spine[]): Flow {
  const flow: Flow = { up: new Map(), down: new Map() };
  const add = (map: Map<string, string[]>, from: string, to: string): void => {
    const list = map.get(from);
    if (list) list.push(to);
    else map.set(from, [to]);
  };
  for (const { source, target } of [...edges, ...spines]) {
    add(flow.down, source, target);
    add(flow.up, target, source);
  }
  return flow;
}

/** What can be reached from a card, itself included. */
export function reach(start: string, next: Map<string, string[]>): Set<string> {
  const seen = new Set([start]);
  const open = [start];
  for (let key = open.pop(); key !== undefined; key = open.pop())
    for (const to of next.get(key) ?? [])
      if (!seen.has(to)) {
        seen.add(to);
        open.push(to);
      }
  return seen;
}

/** Keys of the chosen card and all that is upstream or downstream of it; null when nothing is chosen. */
export function lineageOf(key: string | null, flow: Flow): Set<string> | null {
  if (key === null) return null;
  return new Set([...reach(key, flow.up), ...reach(key, flow.down)]);
}

/** What the executions among these keys read: the data that feeds a slice from outside is part of what it shows. */
export function fedBy(keys: Iterable<string>, { byKey, flow }: Pick<Picture, "byKey" | "flow">): string[] {
  return [...keys].filter((key) => byKey.get(key)?.kind === "execution").flatMap((key) => flow.up.get(key) ?? []);
}

export function lightOf(pair: Pair, lit: Set<string> | null, hovered: string | null = null): Light {
  if (lit) return lit.has(pair.source) && lit.has(pair.target) ? "lit" : "dim";
  return hovered !== null && (pair.source === hovered || pair.target === hovered) ? "lit" : "plain";
}
