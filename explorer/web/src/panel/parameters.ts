/** Parameters as the panel shows them: flat rows with a depth, values as words. */
import type { Parameter } from "../api/types";

export interface Row {
  key: string;
  depth: number;
  parameter: Parameter;
}

/** The word beside a group's name. */
const GROUPS: Record<string, string> = { conditional: "choice", section: "section", repeat: "repeat" };

export const groupWord = (parameter: Parameter): string => GROUPS[parameter.type ?? ""] ?? "";
export const isGroup = (parameter: Parameter): boolean => parameter.children !== undefined && parameter.children !== null;
export const isData = (parameter: Parameter): boolean => Boolean(parameter.items?.length) || ["data", "data_collection"].includes(parameter.type ?? "");

/** The tree, depth first, as the tool form shows it. */
export function rowsOf(parameters: Parameter[], depth = 0, path = ""): Row[] {
  return parameters.flatMap((parameter, i) => {
    const key = `${path}/${i}:${parameter.name}`;
    return [{ key, depth, parameter }, ...rowsOf(parameter.children ?? [], depth + 1, key)];
  });
}

/** The rows that are left when some groups are folded. */
export function unfoldedRows(rows: Row[], folded: Set<string>): Row[] {
  return rows.filter(({ key }) => ![...folded].some((group) => key.startsWith(`${group}/`)));
}

/** Settings proper: neither groups nor data. */
export function settingsOf(parameters: Parameter[]): Parameter[] {
  return rowsOf(parameters).map((row) => row.parameter).filter((parameter) => !isGroup(parameter) && !isData(parameter));
}

export const changedOf = (parameters: Parameter[]): Parameter[] => settingsOf(parameters).filter((parameter) => parameter.differs === true);

export const labelOf = (parameter: Parameter): string => parameter.label || parameter.name;
export const textOf = (parameter: Parameter): string => parameter.text ?? valueWord(parameter.value);
export const defaultOf = (parameter: Parameter): string => parameter.default_text ?? valueWord(parameter.default);

/** A value as a reader says it. */
export function valueWord(value: unknown): string {
  if (value === null || value === undefined || value === "") return "not set";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) return value.length ? value.map(valueWord).join(", ") : "none";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
