/** Pan and zoom of one SVG (d3-zoom), and the size of the canvas around it. */
import { select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent } from "d3-zoom";
import { onBeforeUnmount, onMounted, reactive, ref, shallowRef, type Ref, type ShallowRef } from "vue";
import type { View } from "./levels";
import { ZOOM_MAX, ZOOM_MIN } from "./viewport";

const STEP = 1.25;
const CLICK_DISTANCE = 4;
const MOVE_MS = 150;
/** A picture that has not moved for so many milliseconds stands. */
const STANDS_MS = 150;
/** While it moves it is drawn anew only when the zoom has changed by more than this; until then it is scaled. */
const DRAWN_ANEW = 1.25;

export interface Viewport {
  view: ShallowRef<View>;
  size: { width: number; height: number };
  /** The zoom that text and lines are drawn for: that of the view, but for moments while it moves. */
  zoom: Ref<number>;
  moving: Ref<boolean>;
  /** Goes to a view, in 150 ms unless the reader wants no motion or `jump`. */
  move: (to: View, jump?: boolean) => void;
}

const still = (): boolean => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const mix = (a: View, b: View, t: number): View => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t, k: a.k + (b.k - a.k) * t });

/** `svg` and `box` are the elements after mounting. */
export function useViewport(svg: () => SVGSVGElement | null, box: () => HTMLElement | null): Viewport {
  const view = shallowRef<View>({ x: 0, y: 0, k: 1 });
  const size = reactive({ width: 0, height: 0 });
  const drawn = ref(1);
  const moving = ref(false);
  let standing: number | undefined;
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([ZOOM_MIN, ZOOM_MAX])
    .clickDistance(CLICK_DISTANCE)
    .on("zoom", (event: D3ZoomEvent<SVGSVGElement, unknown>) => {
      if (event.sourceEvent) cancelAnimationFrame(frame);
      view.value = { x: event.transform.x, y: event.transform.y, k: event.transform.k };
      moves();
    });
  let frame = 0;

  function moves(): void {
    moving.value = true;
    const changed = view.value.k / drawn.value;
    if (changed > DRAWN_ANEW || changed < 1 / DRAWN_ANEW) drawn.value = view.value.k;
    window.clearTimeout(standing);
    standing = window.setTimeout(stands, STANDS_MS);
  }

  function stands(): void {
    window.clearTimeout(standing);
    moving.value = false;
    drawn.value = view.value.k;
  }

  function apply(to: View): void {
    const element = svg();
    if (element) select(element).call(behaviour.transform, zoomIdentity.translate(to.x, to.y).scale(to.k));
  }

  function move(to: View, jump = false): void {
    cancelAnimationFrame(frame);
    if (jump || still()) {
      apply(to);
      return stands();
    }
    const from = view.value;
    const start = performance.now();
    const step = (now: number): void => {
      const t = Math.min(1, (now - start) / MOVE_MS);
      apply(mix(from, to, 1 - (1 - t) ** 3));
      if (t < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  }

  const observer = new ResizeObserver(([entry]) => {
    if (entry) Object.assign(size, { width: entry.contentRect.width, height: entry.contentRect.height });
  });
  onMounted(() => {
    const [element, around] = [svg(), box()];
    if (!element || !around) return;
    select(element).call(behaviour).on("dblclick.zoom", null);
    Object.assign(size, { width: around.clientWidth, height: around.clientHeight });
    observer.observe(around);
  });
  onBeforeUnmount(() => {
    cancelAnimationFrame(frame);
    window.clearTimeout(standing);
    observer.disconnect();
  });
  return { view, size, zoom: drawn, moving, move };
}

export const ZOOM_IN = STEP;
export const ZOOM_OUT = 1 / STEP;
