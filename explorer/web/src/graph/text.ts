/**
 * Wraps names without measuring them: a character counts by its class. The server wraps by the same table and
 * rules (`explorer/layout/text.py`), so heights are known before anything is drawn; here they serve the levels
 * whose room depends on the zoom. Widths are in hundredths of an em.
 */
const CLASSES: [string, number][] = [
  ["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<>=+×_", 66],
  ["mwMW@%…—", 90],
  ["tfr()[]/-", 41],
  ["ijlI.,:;|!' ", 28],
];
const OTHER = 60;
const WIDTHS = new Map(CLASSES.flatMap(([characters, width]) => [...characters].map((one): [string, number] => [one, width])));
/** A word that is too long for a line goes on in the next one behind one of these, if one stands late enough. */
const SEAMS = ["_", "-", ".", "/"];

/** Width of a text in hundredths of an em. */
export function em(text: string): number {
  let sum = 0;
  for (const character of text) sum += WIDTHS.get(character) ?? OTHER;
  return sum;
}

/** How many characters fit. */
function fitting(text: string, room: number): number {
  let sum = 0;
  let at = 0;
  for (const character of text) {
    sum += WIDTHS.get(character) ?? OTHER;
    if (sum > room) return at;
    at += character.length;
  }
  return at;
}

/** The most equal split into two lines that both fit; a longer second line counts 3 em worse. */
function pairOf(text: string, room: number, tail: string): string[] | null {
  let best: { pair: string[]; gap: number } | null = null;
  for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1)) {
    const pair = [text.slice(0, at), text.slice(at + 1) + tail];
    const [first, second] = pair.map(em) as [number, number];
    const gap = Math.abs(second - first) + (second > first ? 300 : 0);
    if (first <= room && second <= room && (!best || gap < best.gap)) best = { pair, gap };
  }
  return best && best.pair;
}

/** As many words as fit, and the rest; of a word that is too long as much as fits. */
function firstLine(text: string, room: number): [string, string] {
  const most = fitting(text, room);
  if (most === text.length) return [text, ""];
  const space = text.lastIndexOf(" ", most);
  if (space > 0) return [text.slice(0, space), text.slice(space + 1)];
  const late = text.slice(Math.floor((2 * most) / 3), most);
  const seam = Math.max(...SEAMS.map((mark) => late.lastIndexOf(mark))) + 1;
  const at = Math.max(seam ? most - late.length + seam : most, 1);
  return [text.slice(0, at), text.slice(at)];
}

/**
 * At most `max` lines of `px` at a size of `size`. Two lines are made as equal as they can be; what does not fit
 * is cut inside. `tail` (" ×6") is never cut.
 */
export function wrap(text: string, px: number, size: number, max: number, tail = ""): string[] {
  const room = (px * 100) / size;
  if (em(text + tail) <= room) return [text + tail];
  const pair = max >= 2 ? pairOf(text, room, tail) : null;
  if (pair) return pair;
  const lines: string[] = [];
  let rest = text;
  while (rest && lines.length < max - 1) {
    const [line, left] = firstLine(rest, room);
    lines.push(line);
    rest = left;
  }
  if (rest) return [...lines, cut(rest, room, tail)];
  return tail ? [...lines, tail.trim()] : lines;
}

/** Cuts inside, so that a short last word ("heat", "45") stays: names in Galaxy differ at their ends. */
export function cut(text: string, room: number, tail = ""): string {
  if (em(text + tail) <= room) return text + tail;
  const end = text.split(" ").at(-1) ?? "";
  const keep = end !== text && em(end) <= room * 0.4 ? ` ${end}` : "";
  const head = text.slice(0, Math.min(text.length - keep.length, fitting(text, room - em(`…${keep}${tail}`))));
  const word = head.replace(/[\s,.:;(-]+\S?$/, "");
  const start = keep && word.length > 3 ? word : head.replace(/[\s,.:;(-]+$/, "");
  return `${start}…${keep}${tail}`;
}
