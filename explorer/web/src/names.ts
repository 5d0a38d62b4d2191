/** Names that the page has seen: of histories, said while their graphs load, and of things that a trail leads back to. */
import { shallowReactive } from "vue";
import type { Named } from "./api/types";

const names = shallowReactive(new Map<string, string>());

export function remember(histories: Named[]): void {
  for (const { id, name } of histories) if (name) names.set(id, name);
}

const titles = shallowReactive(new Map<string, string>());

/** What a dataset, collection or execution is called, by its key. */
export function entitle(key: string, title: string): void {
  titles.set(key, title);
}
export const titleFor = (key: string): string | null => titles.get(key) ?? null;

export const nameOf = (id: string): string | null => names.get(id) ?? null;
