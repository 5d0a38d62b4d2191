/** JSON values as YAML, for the format that people read. Text is quoted where YAML could take it for something else. */
const PLAIN = /^[A-Za-z_][\w ./()|+-]*[\w)]$|^[A-Za-z_]$/;
const WORDS = /^(y|n|yes|no|on|off|true|false|null)$/i;

const scalar = (value: unknown): string => (typeof value === "string" && PLAIN.test(value) && !WORDS.test(value) ? value : JSON.stringify(value));
const isEmpty = (value: object): boolean => !Object.keys(value).length;

function lines(value: unknown, indent: string): string[] {
  if (value === null || typeof value !== "object" || isEmpty(value)) return [`${indent}${scalar(value)}`];
  if (Array.isArray(value)) return value.flatMap((one) => item(lines(one, `${indent}  `), indent));
  return Object.entries(value).filter(([, member]) => member !== undefined).flatMap(([name, member]) => pair(scalar(name), member, indent));
}

/** The first line of an entry stands behind its dash. */
function item([first, ...rest]: string[], indent: string): string[] {
  return [`${indent}- ${first!.slice(indent.length + 2)}`, ...rest];
}

function pair(name: string, value: unknown, indent: string): string[] {
  const inline = value === null || typeof value !== "object" || isEmpty(value);
  return inline ? [`${indent}${name}: ${scalar(value)}`] : [`${indent}${name}:`, ...lines(value, `${indent}  `)];
}

export const yaml = (value: unknown): string => `${lines(value, "").join("\n")}\n`;
