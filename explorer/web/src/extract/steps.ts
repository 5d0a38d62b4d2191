/** The steps of a workflow in Galaxy's own format, as the preview lists them. */
export interface PreviewStep {
  number: number;
  icon: string;
  name: string;
  note: string;
}
export interface Preview {
  steps: PreviewStep[];
  inputs: number;
  tools: number;
  connections: number;
}

interface Step {
  id: number;
  type: string;
  label: string | null;
  name: string | null;
  tool_version?: string | null;
  tool_state?: string;
  input_connections?: Record<string, unknown>;
}

const ICONS: Record<string, string> = { data_input: "dataset", data_collection_input: "collection", subworkflow: "workflow" };

function stateOf(step: Step): { format?: string[]; collection_type?: string } {
  try {
    return JSON.parse(step.tool_state ?? "{}") as ReturnType<typeof stateOf>;
  } catch {
    return {};
  }
}

function noteOf(step: Step): string {
  if (step.type === "subworkflow") return "sub-workflow";
  if (!step.type.endsWith("_input")) return step.tool_version ?? "";
  const { format, collection_type } = stateOf(step);
  return ["input", collection_type, format?.join(" or ")].filter(Boolean).join(", ");
}

/** All connections that lead into a step; several into one input are a list. */
const inputsOf = (step: Step): number => Object.values(step.input_connections ?? {}).reduce<number>((sum, one) => sum + (Array.isArray(one) ? one.length : 1), 0);

export function previewOf(workflow: Record<string, unknown>): Preview {
  const steps = Object.values((workflow.steps ?? {}) as Record<string, Step>).sort((a, b) => a.id - b.id);
  const inputs = steps.filter((step) => step.type.endsWith("_input")).length;
  return {
    steps: steps.map((step) => ({ number: step.id + 1, icon: ICONS[step.type] ?? "execution", name: step.label ?? step.name ?? "unnamed", note: noteOf(step) })),
    inputs,
    tools: steps.length - inputs,
    connections: steps.reduce((sum, step) => sum + inputsOf(step), 0),
  };
}
