/**
 * Wraps names without measuring them: a character counts by its class. The server wraps by the same table, so
 * heights are known before anything is drawn; here it serves the levels whose room depends on the zoom.
 */
const THIN = /[ijlI.,:;|!' ]/;
const SLIM = /[tfr()[\]/-]/;
const WIDE = /[mwMW@%…—]/;
const TALL = /[A-Z0-9<>=+×_]/;

function widthOf(character: string): number {
  if (THIN.test(character)) return 0.28;
  if (SLIM.test(character)) return 0.41;
  if (WIDE.test(character)) return 0.9;
  return TALL.test(character) ? 0.66 : 0.6;
}

/** Width of a text in em. */
export function em(text: string): number {
  let sum = 0;
  for (const character of text) sum += widthOf(character);
  return sum;
}

/** The most equal split into two lines that both fit; a longer second line counts 3 em worse. */
function pairOf(words: string[], room: number, tail: string): string[] | null {
  let best: { pair: string[]; gap: number } | null = null;
  for (let i = 1; i < words.length; i++) {
    const pair = [words.slice(0, i).join(" "), words.slice(i).join(" ") + tail];
    const [first, second] = pair.map(em) as [number, number];
    const gap = Math.abs(second - first) + (second > first ? 3 : 0);
    if (first <= room && second <= room && (!best || gap < best.gap)) best = { pair, gap };
  }
  return best && best.pair;
}

function fill(words: string[], room: number, lines: number): { done: string[]; rest: string[] } {
  const done: string[] = [];
  let rest = words;
  while (done.length < lines && rest.length) {
    let i = 1;
    while (i < rest.length && em(rest.slice(0, i + 1).join(" ")) <= room) i++;
    done.push(rest.slice(0, i).join(" "));
    rest = rest.slice(i);
  }
  return { done, rest };
}

/**
 * At most `max` lines of `px` at a size of `size`. Two lines are made as equal as they can be; what does not fit
 * is cut inside. `tail` (" ×6") is never cut.
 */
export function wrap(text: string, px: number, size: number, max: number, tail = ""): string[] {
  const room = px / size;
  const words = text.split(" ");
  if (em(text + tail) <= room) return [text + tail];
  const pair = max >= 2 ? pairOf(words, room, tail) : null;
  if (pair) return pair;
  const { done, rest } = fill(words, room, max - 1);
  return rest.length ? [...done, cut(rest.join(" "), room, tail)] : done;
}

/** Cuts inside, so that a short last word ("heat", "45") stays: names in Galaxy differ at their ends. */
export function cut(text: string, room: number, tail = ""): string {
  if (em(text + tail) <= room) return text + tail;
  const end = text.split(" ").at(-1) ?? "";
  const keep = end !== text && em(end) <= room * 0.4 ? ` ${end}` : "";
  let head = text.slice(0, text.length - keep.length);
  while (head && em(`${head}…${keep}${tail}`) > room) head = head.slice(0, -1);
  const word = head.replace(/[\s,.:;(-]+\S?$/, "");
  const start = keep && word.length > 3 ? word : head.replace(/[\s,.:;(-]+$/, "");
  return `${start}…${keep}${tail}`;
}
