/** Where the picture stands: as the address says, else fitted; a touched card stays still while the rest moves. */
import { nextTick, onBeforeUnmount, watch } from "vue";
import type { At } from "../url";
import { change, pictureRoute, scene, state } from "./scene";
import type { Card } from "./cards";
import type { Picture } from "./picture";
import type { Viewport } from "./useViewport";
import { belowHead, boundsOf, centred, firstView, newestOf, reveal, revealBox } from "./viewport";

/** After so many milliseconds without a move the address says where the picture stands. */
const SETTLED = 250;
/** In a canvas that is no wider, a card that has to be brought into view stands in its middle, to be read. */
const NARROW = 480;

const rounded = (at: At): At => ({ x: Number(at.x.toFixed(1)), y: Number(at.y.toFixed(1)), k: Number(at.k.toFixed(4)) });
const same = (a: At, b: At): boolean => a.x === b.x && a.y === b.y && a.k === b.k;

export interface Place {
  show: (card: Card) => void;
  /** This card stays where it is when the next picture comes. */
  hold: (key: string) => void;
}

export function usePlace(picture: () => Picture, { view, size, move }: Viewport): Place {
  let placed = false;
  let held: string | null = null;
  let settling: number | undefined;
  /** What the address was last told, to tell its changes from ours. */
  let told: At | null = state.value?.at ?? null;

  const selected = (): string | null => pictureRoute.value?.selected ?? null;
  const around = (): Card | null => {
    const seed = picture().cards.find((card) => card.isSeed);
    return picture().byKey.get(selected() ?? "") ?? seed ?? newestOf(picture().cards);
  };

  function show(card: Card): void {
    const to = reveal(view.value, card, size.width, size.height);
    if (to !== view.value) move(size.width < NARROW ? centred(boundsOf([card]), Math.max(view.value.k, 1), size.width, size.height) : to);
  }

  function begin(): void {
    placed = true;
    const at = state.value?.at;
    move(at ?? firstView(picture().cards, around(), size.width, size.height), true);
  }

  /** Moves the picture by as much as the held card moved in it, then shows what came, with that card. */
  function keepStill(now: Picture, before: Picture): void {
    const keys = [held, selected(), now.cards.find((card) => card.isSeed)?.key ?? null];
    const key = keys.find((one) => one !== null && now.byKey.has(one) && before.byKey.has(one));
    const touched = held !== null && key === held;
    held = null;
    if (!key) return;
    const [a, b] = [before.byKey.get(key)!, now.byKey.get(key)!];
    const { x, y, k } = view.value;
    move({ x: x + (a.x - b.x) * k, y: y + (a.y - b.y) * k, k }, true);
    const come = touched ? now.cards.filter((card) => !before.byKey.has(card.key)) : [];
    if (come.length) showAlso(come, b);
  }

  function showAlso(come: Card[], card: Card): void {
    const to = revealBox(view.value, boundsOf([...come, card]), size.width, size.height);
    const both = reveal(to, card, size.width, size.height);
    if (both !== view.value) move(both);
  }

  watch([picture, () => size.width > 0], ([now, sized], [before]) => {
    if (!sized) return;
    if (!placed) begin();
    else if (now !== before && !fromAddress) keepStill(now, before!);
    fromAddress = false;
  }, { flush: "post" });

  /** Going back, the address says where the picture stood: the next picture is not moved. */
  let fromAddress = false;
  watch(() => state.value?.at ?? null, (at) => {
    if (!at || !placed || (told && same(at, told))) return;
    told = at;
    fromAddress = scene.busy;
    move(at, true);
  });

  watch(view, () => {
    window.clearTimeout(settling);
    settling = window.setTimeout(() => {
      if (!placed) return;
      told = rounded(view.value);
      change({ at: told }, true);
    }, SETTLED);
  });
  watch([selected, () => size.width, () => size.height], () => {
    const card = picture().byKey.get(selected() ?? "");
    if (card && placed) void nextTick(() => show(card));
  });
  /** The bar that says what the slice is covers no card: the picture makes room for it, for as long as nobody moves it. */
  watch(() => scene.slice !== null, (barred) => {
    const to = barred && placed ? belowHead(view.value, picture().cards) : view.value;
    if (to !== view.value) move(to);
  });
  watch(() => scene.wanted, (wanted) => {
    const card = picture().byKey.get(wanted?.key ?? "");
    if (card) show(card);
  });
  onBeforeUnmount(() => window.clearTimeout(settling));
  return { show, hold: (key) => (held = key) };
}
