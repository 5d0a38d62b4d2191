/** The panel's tabs; the open one stays open from card to card. */
import { ref } from "vue";

export const TABS = ["Overview", "Parameters", "Inputs/outputs", "Jobs", "Evidence"] as const;
export type Tab = (typeof TABS)[number];

export const tab = ref<Tab>("Overview");
