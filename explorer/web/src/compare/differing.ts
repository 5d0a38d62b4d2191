/** What is left of a comparison's picture without what is the same on both sides. Pure. */
import type { Comparison } from "../api/compare";
import { keyOf } from "../graph/cards";

const isItem = (src: string): boolean => src === "hda" || src === "hdca";

/**
 * The keys of steps whose settings differ or that only one side has, of what they made, of the data that only one side
 * begins with, and of the two that are compared.
 */
export function differingKeys(found: Comparison): Set<string> {
  const runs = found.steps.filter((step) => step.differing || !step.left || !step.right).flatMap((step) => [step.left, step.right].flatMap((run) => run ?? []));
  const kept = new Set([...runs, found.left, found.right].map(keyOf));
  const makerOf = new Map(found.graph.edges.filter((edge) => isItem(edge.target.src)).map((edge) => [keyOf(edge.target), keyOf(edge.source)]));
  const isKept = (key: string): boolean => kept.has(key) || (makerOf.has(key) && kept.has(makerOf.get(key)!));
  const isBeginning = (member: Comparison["members"][number]): boolean => isItem(member.src) && member.side !== "both" && !makerOf.has(keyOf(member));
  return new Set(found.members.filter((member) => isKept(keyOf(member)) || isBeginning(member)).map(keyOf));
}
