/** Pan and zoom of one SVG (d3-zoom), and the size of the canvas around it. */
import { select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent } from "d3-zoom";
import { computed, onBeforeUnmount, onMounted, reactive, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from "vue";
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
  /** The view that the picture is drawn for: what is seen, but for moments while it moves. */
  drawn: ShallowRef<View>;
  /** Its zoom, which text and lines depend on. */
  zoom: ComputedRef<number>;
  moving: Ref<boolean>;
  /** What takes the picture from where it is drawn to where it is seen, while it moves: a style of the whole SVG, which browsers shift and scale without painting it. */
  shift: ComputedRef<string | undefined>;
  /** Goes to a view, in 150 ms unless the reader wants no motion or `jump`. */
  move: (to: View, jump?: boolean) => void;
}

const still = (): boolean => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const mix = (a: View, b: View, t: number): View => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t, k: a.k + (b.k - a.k) * t });

function shiftOf(from: View, to: View): string {
  const k = to.k / from.k;
  return `translate(${to.x - k * from.x}px, ${to.y - k * from.y}px) scale(${k})`;
}

/** `svg` and `box` are the elements after mounting. */
export function useViewport(svg: () => SVGSVGElement | null, box: () => HTMLElement | null): Viewport {
  const view = shallowRef<View>({ x: 0, y: 0, k: 1 });
  const size = reactive({ width: 0, height: 0 });
  const drawn = shallowRef<View>(view.value);
  const moving = ref(false);
  const shift = computed(() => (moving.value ? shiftOf(drawn.value, view.value) : undefined));
  let standing: number | undefined;
  /** The box does not move, so places are measured on it; what floats over the picture is not for moving it. */
  const isOnPicture = (target: Node): boolean => target === box() || Boolean(svg()?.contains(target));
  const behaviour = zoom<HTMLElement, unknown>()
    .filter((event: MouseEvent) => isOnPicture(event.target as Node) && (!event.ctrlKey || event.type === "wheel") && !event.button)
    .scaleExtent([ZOOM_MIN, ZOOM_MAX])
    .clickDistance(CLICK_DISTANCE)
    .on("zoom", (event: D3ZoomEvent<HTMLElement, unknown>) => {
      if (event.sourceEvent) cancelAnimationFrame(frame);
      view.value = { x: event.transform.x, y: event.transform.y, k: event.transform.k };
      moves();
    });
  let frame = 0;

  function moves(): void {
    moving.value = true;
    const changed = view.value.k / drawn.value.k;
    if (changed > DRAWN_ANEW || changed < 1 / DRAWN_ANEW) drawn.value = view.value;
    window.clearTimeout(standing);
    standing = window.setTimeout(stands, STANDS_MS);
  }

  function stands(): void {
    window.clearTimeout(standing);
    moving.value = false;
    drawn.value = view.value;
  }

  function apply(to: View): void {
    const around = box();
    if (around) select(around).call(behaviour.transform, zoomIdentity.translate(to.x, to.y).scale(to.k));
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
    const around = box();
    if (!around) return;
    select(around).call(behaviour).on("dblclick.zoom", null);
    Object.assign(size, { width: around.clientWidth, height: around.clientHeight });
    observer.observe(around);
  });
  onBeforeUnmount(() => {
    cancelAnimationFrame(frame);
    window.clearTimeout(standing);
    observer.disconnect();
  });
  return { view, size, drawn, zoom: computed(() => drawn.value.k), moving, shift, move };
}

export const ZOOM_IN = STEP;
export const ZOOM_OUT = 1 / STEP;
