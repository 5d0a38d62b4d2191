/** The panel's open tab: part of the address, so a link to the jobs of an execution opens at its jobs. */
import { computed } from "vue";
import { change, state } from "../graph/scene";
import { TABS, type Tab } from "../url";

export { TABS, type Tab };

export const tab = computed<Tab>({
  get: () => state.value?.tab ?? "Overview",
  set: (name) => change({ tab: name }, true),
});
