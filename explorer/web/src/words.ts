/** Numbers, times and names as the page writes them. Times are absolute, in the reader's time zone. */
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Galaxy's times are UTC and say so nowhere. */
export function parseTime(time: string | null | undefined): Date | null {
  if (!time) return null;
  const date = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

export function day(time: string | null | undefined): string {
  const date = parseTime(time);
  return date ? `${date.getDate()} ${MONTHS[date.getMonth()]} ${date.getFullYear()}` : "";
}

const two = (n: number): string => String(n).padStart(2, "0");

export function clock(time: string | null | undefined): string {
  const date = parseTime(time);
  return date ? `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}` : "";
}

export const moment = (time: string | null | undefined): string => [day(time), clock(time)].filter(Boolean).join(", ");

/** "19 Aug, 10:59", with the year when it is another one than now. */
export function dayAndTime(time: string | null | undefined, now = new Date()): string {
  const date = parseTime(time);
  if (!date) return "";
  const year = date.getFullYear() === now.getFullYear() ? "" : ` ${date.getFullYear()}`;
  return `${date.getDate()} ${MONTHS[date.getMonth()]}${year}, ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The two largest units that say something: "3 min 47 s". */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  const units: [number, string][] = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
  const first = units.findIndex(([size]) => s >= size);
  if (first < 0) return "0 s";
  const [size, unit] = units[first]!;
  const next = units[first + 1];
  const rest = next ? Math.floor((s % size) / next[0]) : 0;
  return `${Math.floor(s / size)} ${unit}${next && rest ? ` ${rest} ${next[1]}` : ""}`;
}

/** Seconds between two times; null if one is unknown. */
export function between(start: string | null | undefined, end: string | null | undefined): number | null {
  const [a, b] = [parseTime(start), parseTime(end)];
  return a && b ? (b.getTime() - a.getTime()) / 1000 : null;
}

/** Age in one unit, for the time of the last sync only: "2 min". */
export function age(time: string, now: number): string {
  const seconds = Math.max(0, (now - (parseTime(time)?.getTime() ?? now)) / 1000);
  if (seconds < 60) return "less than a minute";
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 2 * 86400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86400)} days`;
}

export function bytes(size: number): string {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  let value = size;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit ? value.toFixed(1) : value} ${units[unit]}`;
}

export const number = (n: number): string => n.toLocaleString("en-US");

export const plural = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`;
