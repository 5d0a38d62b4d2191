/** Where a record is shown in Galaxy itself: the routes of Galaxy's client (`client/src/entry/analysis/router.js`). */
import { server } from "./server";
import type { ToolExecution } from "./types";

type Page = "dataset" | "job" | "history";
const PATHS: Record<Page, (id: string) => string> = {
  dataset: (id) => `datasets/${id}`,
  job: (id) => `jobs/${id}/view`,
  history: (id) => `histories/view?id=${id}`,
};

/** Its address; nothing where Galaxy's own is not known. Ids are as Galaxy encodes them. */
export function inGalaxy(page: Page, id: string): string | null {
  return server.galaxy && `${server.galaxy}/${PATHS[page](encodeURIComponent(id))}`;
}

/** An execution of one job is that job. Galaxy has no page for a map-over, nor for a collection: they stand in their history. */
export function executionInGalaxy(execution: ToolExecution, history: string): string | null {
  const [job, ...others] = execution.jobs.items;
  if (job?.id && !others.length && execution.jobs.total === 1) return inGalaxy("job", job.id);
  return inGalaxy("history", execution.history?.id ?? history);
}
