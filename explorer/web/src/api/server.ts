/** What the server says of itself beside its answers: who asks it, and where Galaxy is. One state for the whole page. */
import { reactive } from "vue";
import type { SyncAges } from "./types";

export const server = reactive({ isKnown: false, reader: null as string | null, isAdmin: false, galaxy: null as string | null });

/** One Galaxy is asked about, so there is at most one that can be linked to. */
export function introduce(ages: SyncAges): void {
  server.isKnown = true;
  server.reader = ages.reader.name;
  server.isAdmin = ages.reader.is_admin;
  server.galaxy = ages.instances.find((one) => one.galaxy_url)?.galaxy_url ?? null;
}

/** How the reader is called: by name, else by what he may. */
export function readerName(): string {
  return server.reader ?? (server.isAdmin ? "administrator" : "anonymous");
}
