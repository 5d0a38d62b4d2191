/** Zoom in steps, to 100 %, and all of it, by buttons and keys; the chosen card stays where it is, and whole. */
import { nextTick } from "vue";
import type { Card } from "./cards";
import type { Acts } from "./keys";
import { W } from "./shapes";
import { ZOOM_IN, ZOOM_OUT, type Viewport } from "./useViewport";
import { boundsOf, fit, zoomed } from "./viewport";

interface Around {
  cards: () => Card[];
  /** The chosen card, while it is in view. */
  chosen: () => Card | null;
  show: (card: Card) => void;
}
type Zooms = Record<"in" | "out" | "actual" | "fit", () => void>;

export function useZoom({ view, size, move }: Viewport, { cards, chosen, show }: Around): Zooms & Acts {
  function zoomTo(to: number): void {
    const card = chosen();
    const { x, y, k } = view.value;
    if (!card) return move(zoomed(view.value, to, [size.width / 2, size.height / 2]));
    move(zoomed(view.value, to, [(card.x + W / 2) * k + x, (card.y + card.height / 2) * k + y]));
    void nextTick(() => show(card));
  }
  return {
    in: () => zoomTo(view.value.k * ZOOM_IN),
    out: () => zoomTo(view.value.k * ZOOM_OUT),
    actual: () => zoomTo(1),
    fit: () => move(fit(boundsOf(cards()), size.width, size.height)),
  };
}
