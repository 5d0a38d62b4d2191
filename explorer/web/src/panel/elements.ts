/** Element by element: what each job of a map-over took and made. Pure. */
import type { JobData, JobItem, JobPage } from "../api/jobs";
import { keyOf } from "../graph/cards";

export interface ElementRow {
  key: string;
  element: string;
  read: JobItem[];
  written: JobItem[];
  state: string;
}

/** Jobs that one may read; another one is a stub. */
export const jobsOf = (page: JobPage): JobData[] => page.rows.filter((row): row is JobData => !("restricted" in row));

/** What every job reads is the same for all of them, and says nothing about an element. */
function shared(jobs: JobData[]): Set<string> {
  const [first, ...others] = jobs.map((job) => new Set(job.read.map(nameOf)));
  return new Set(others.length ? [...first!].filter((key) => others.every((keys) => keys.has(key))) : []);
}
const nameOf = (one: JobItem): string => [keyOf(one.item), ...(one.path ?? [])].join("/");

/** Without the collections that hold the others: all jobs name those. */
function innermost(items: JobItem[]): JobItem[] {
  const holders = new Set(items.flatMap((one) => (one.stands_for ?? []).map(keyOf)));
  return items.filter((one) => !holders.has(keyOf(one.item)));
}

/** A row for each job that worked on an element; none where none did. */
export function elementRows(page: JobPage): ElementRow[] {
  const jobs = jobsOf(page).filter((job) => job.path.length);
  const same = shared(jobs);
  return jobs.map((job) => ({
    key: keyOf(job), element: job.path.join(" / "), read: innermost(job.read).filter((one) => !same.has(nameOf(one))), written: innermost(job.written), state: job.state ?? "new",
  }));
}

/** "7", or what else it is called; of an element of a collection its identifiers. */
export function shortTitle({ item, path }: JobItem): string {
  if ("restricted" in item) return "restricted";
  const name = String(item.hid ?? item.name ?? item.id);
  return path?.length ? `${name}: ${path.join(" / ")}` : name;
}
