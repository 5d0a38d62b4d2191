/** The few paths that draw edges, spines and, at lower levels, cards; each computed only when its level asks. */
import { computed, type ComputedRef, type Ref } from "vue";
import { bulkBars, bulkOutlines, mapBlocks, mapLabels, type Block, type MapLabel } from "./blocks";
import type { Card } from "./cards";
import { groupEdges, ortho, type Edge, type EdgePath, type Light } from "./edges";
import { edgesIn, windowAround, type Level, type Rect } from "./levels";
import type { Picture } from "./picture";
import { scene } from "./scene";
import { lightOf } from "./selection";
import { tiled } from "./tiles";

interface Scene {
  picture: () => Picture;
  level: Ref<Level>;
  inView: Ref<Card[]>;
  shown: Ref<Rect>;
  zoom: Ref<number>;
  moving: Ref<boolean>;
  lit: Ref<Set<string> | null>;
  hovered: Ref<string | null>;
  chosen: Ref<string | null>;
}
interface Line {
  key: string;
  light: Light;
  path: string;
}
export interface Drawing {
  edges: ComputedRef<EdgePath[]>;
  spines: ComputedRef<Line[]>;
  mapEdges: ComputedRef<Line[]>;
  allEdges: ComputedRef<string>;
  blocks: ComputedRef<{ outlines: Block[]; bars: Block[]; blocks: Block[]; labels: MapLabel[] }>;
}

const LIGHTS: Light[] = ["dim", "plain", "lit"];
/** Names at Map only where there is room for them, and for at most so many cards. */
const LABELS = { zoom: 0.25, cards: 150 };

function byLight<T>(things: T[], light: (thing: T) => Light, path: (thing: T) => string): Line[] {
  const lines = LIGHTS.map((name) => ({ key: name, light: name, path: things.filter((thing) => light(thing) === name).map(path).join("") }));
  return lines.filter((line) => line.path);
}

/** Edges of the whole picture, by tile: what is not in view is not painted. */
function tiledByLight(edges: Edge[], paths: Map<Edge, string>, light: (edge: Edge) => Light): Line[] {
  return LIGHTS.flatMap((name) =>
    tiled(edges.filter((edge) => light(edge) === name), (edge) => [edge.box[0], edge.box[1]], (edge) => paths.get(edge)!).map(({ tile, path }) => ({ key: `${name} ${tile}`, light: name, path })),
  );
}

export function useDrawing({ picture, level, inView, shown, zoom, moving, lit, hovered, chosen }: Scene): Drawing {
  /** Heads change with the zoom only between 0.8 and 1. */
  const heads = computed(() => Math.min(1, Math.max(0.8, zoom.value)));
  const flag = (card: Card): string => {
    if (card.key === chosen.value) return "is-sel";
    if (scene.found?.keys.has(card.key)) return card.key === scene.found.current ? "is-hit" : "is-soft";
    return lit.value && !lit.value.has(card.key) ? "is-dim" : "";
  };
  const light = (pair: { source: string; target: string }): Light => lightOf(pair, lit.value, hovered.value);
  const around = computed<Rect>((last) => (moving.value ? windowAround(shown.value, last) : shown.value));
  const straight = computed(() => new Map(picture().edges.map((edge) => [edge, ortho(edge.points)])));

  return {
    edges: computed(() => (level.value === "map" ? [] : groupEdges(edgesIn(picture().edges, around.value), light, heads.value))),
    spines: computed(() => (level.value === "map" ? [] : byLight(picture().spines, light, (spine) => spine.path))),
    mapEdges: computed(() => (level.value === "map" ? tiledByLight(picture().edges, straight.value, (edge) => lightOf(edge, lit.value)) : [])),
    allEdges: computed(() => [...straight.value.values()].join("")),
    blocks: computed(() => {
      const none = { outlines: [], bars: [], blocks: [], labels: [] };
      const k = zoom.value;
      if (level.value === "bulk") return { ...none, outlines: bulkOutlines(inView.value, flag), bars: bulkBars(inView.value, k, flag) };
      if (level.value !== "map") return none;
      const labels = k >= LABELS.zoom && inView.value.length <= LABELS.cards ? mapLabels(inView.value, k) : [];
      return { ...none, blocks: mapBlocks(picture().cards, flag), labels };
    }),
  };
}
