/** The keyboard among the cards: Tab enters at one of them, arrows go from card to card. */
import { computed, nextTick, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from "vue";
import type { Card } from "./cards";
import { entry, neighbour, type Arrow } from "./focus";
import type { Acts } from "./keys";
import type { Picture } from "./picture";

interface Among {
  picture: () => Picture;
  /** Key of the chosen card. */
  chosen: () => string | null;
  svg: () => SVGSVGElement | null;
  /** Brings a card into view. */
  show: (card: Card) => void;
}
export interface Roving {
  /** Key of the card that Tab enters at, once there was one. */
  current: ShallowRef<string | null>;
  /** Whether a card has the keyboard's focus. */
  focused: Ref<boolean>;
  /** The card that Tab enters at. */
  stop: ComputedRef<Card | null>;
  focusCard: (card: Card) => Promise<void>;
  /** To the card of that key; to the one that Tab enters at where there is none. */
  focusOn: (key?: string) => void;
  /** Heard around the SVG: an SVG that listens for focus is a stop of its own for Tab. */
  focusIn: (event: FocusEvent) => void;
  acts: Acts;
}

export function useRoving({ picture, chosen, svg, show }: Among): Roving {
  const current = shallowRef<string | null>(null);
  const focused = ref(false);
  const stop = computed(() => picture().byKey.get(current.value ?? "") ?? entry(picture().cards, chosen()));

  async function focusCard(card: Card): Promise<void> {
    current.value = card.key;
    show(card);
    await nextTick();
    svg()?.querySelector<SVGGElement>(`[data-key="${card.key}"]`)?.focus({ preventScroll: true });
  }

  function focusOn(key?: string): void {
    const card = picture().byKey.get(key ?? "") ?? stop.value;
    if (card) void focusCard(card);
  }

  function focusIn(event: FocusEvent): void {
    const target = event.target as Element;
    const card = picture().byKey.get(target.getAttribute("data-key") ?? "");
    if (!card) return;
    current.value = card.key;
    focused.value = target.matches(":focus-visible");
    if (focused.value) show(card);
  }

  const go = (arrow: Arrow) => (card: Card): void => {
    const next = neighbour(picture().cards, card, arrow);
    if (next) void focusCard(next);
  };
  const acts: Acts = { left: go("ArrowLeft"), right: go("ArrowRight"), up: go("ArrowUp"), down: go("ArrowDown") };
  return { current, focused, stop, focusCard, focusOn, focusIn, acts };
}
