/** Splits what is drawn of very many things into tiles, so that a browser paints those in view only. Pure. */
import type { Point } from "../api/types";

/** So few things are one path. */
const FEW = 300;
/** Side of a tile in units of the graph; larger where the picture is, for there are never more than so many each way. */
const SIDE = 2000;
const MOST = 8;

export interface Tile {
  tile: string;
  path: string;
}

/** The paths of things, joined by the tile that each begins in. */
export function tiled<T>(things: T[], placeOf: (thing: T) => Point, pathOf: (thing: T) => string): Tile[] {
  if (things.length < FEW) return things.length ? [{ tile: "", path: things.map(pathOf).join("") }] : [];
  const side = things.reduce((most, thing) => Math.max(most, ...placeOf(thing).map((at) => at / MOST)), SIDE);
  const paths = new Map<string, string[]>();
  for (const thing of things) {
    const tile = placeOf(thing).map((at) => Math.floor(at / side)).join(",");
    const list = paths.get(tile);
    if (list) list.push(pathOf(thing));
    else paths.set(tile, [pathOf(thing)]);
  }
  return [...paths].map(([tile, list]) => ({ tile, path: list.join("") }));
}
