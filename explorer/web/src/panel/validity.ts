/** What an execution's captured state is worth, in words. */
import type { ToolExecution } from "../api/types";

interface Worth {
  word: string;
  sentence: string;
}
/** By validity, as Galaxy stores it. */
const WORTH: Record<string, Worth> = {
  validated: { word: "validated", sentence: "Its payload was validated when it was sent." },
  not_validated: { word: "not validated", sentence: "Its payload was kept as it was sent; Galaxy did not validate it." },
  validation_failed: { word: "validation failed", sentence: "Galaxy kept its payload, and could not validate it." },
  missing: { word: "none", sentence: "Galaxy kept no payload; inputs and parameters are those of its jobs." },
};
const NONE: Worth = { word: "none", sentence: "Galaxy kept no payload; inputs and parameters are those of its jobs." };
const KEPT: Worth = { word: "kept", sentence: "Its payload was kept as it was sent." };

function worthOf(execution: ToolExecution): Worth {
  const known = WORTH[execution.validity ?? ""];
  if (known) return known;
  return execution.request ? KEPT : NONE;
}

export const payloadWord = (execution: ToolExecution): string => worthOf(execution).word;
export const payloadSentence = (execution: ToolExecution): string => worthOf(execution).sentence;
