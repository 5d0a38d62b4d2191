/** Names of histories that the page has seen: said while their graphs load. */
import { shallowReactive } from "vue";
import type { Named } from "./api/types";

const names = shallowReactive(new Map<string, string>());

export function remember(histories: Named[]): void {
  for (const { id, name } of histories) if (name) names.set(id, name);
}

export const nameOf = (id: string): string | null => names.get(id) ?? null;
