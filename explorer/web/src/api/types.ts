/** The forms of the API, as the page reads them. One file, so that a change of a form is a change in one place. */

export type DataSrc = "hda" | "hdca";
export type ExecutionSrc = "tool_execution" | "job" | "implicit_collection_jobs" | "workflow_invocation_step";
export type Src = DataSrc | ExecutionSrc;

/** Names a record: a number of one Galaxy, encoded as that Galaxy encodes it. */
export interface Ref {
  src: Src;
  id: string;
}
export interface Named {
  id: string;
  name: string | null;
}
export type StateCounts = Record<string, number>;

export interface HistorySummary {
  id: string;
  name: string | null;
  owner: string | null;
  create_time: string | null;
  update_time: string | null;
  deleted: boolean;
  purged: boolean;
  published: boolean;
  importable: boolean;
  /** With somebody by name. */
  shared: boolean;
  archived: boolean;
  tags: string[];
  annotation: string | null;
  counts: { datasets: number; collections: number; executions: number };
  states: StateCounts;
}

export interface CopySource extends Ref {
  name?: string | null;
  hid?: number | null;
  history?: Named | null;
}

/** A dataset or a collection; `count`, `states` and `collection_type` belong to collections only. */
export interface DataNode {
  src: DataSrc;
  id: string;
  name: string | null;
  hid: number | null;
  state: string | null;
  extension?: string | null;
  collection_type?: string | null;
  deleted?: boolean | null;
  purged?: boolean | null;
  visible?: boolean | null;
  create_time?: string | null;
  file_size?: number | null;
  copied_from?: CopySource | null;
  element_of?: CopySource | null;
  upload?: boolean;
  history?: Named | null;
  count?: number | null;
  states?: StateCounts | null;
}

export interface ExecutionNode {
  src: ExecutionSrc;
  id: string;
  tool_id: string | null;
  tool_version?: string | null;
  tool_name: string | null;
  validity?: string | null;
  states?: StateCounts | null;
  count?: number | null;
  mapped?: boolean;
  create_time?: string | null;
  end_time?: string | null;
  upload?: boolean;
}

export type GraphNode = DataNode | ExecutionNode;

export interface GraphEdge {
  source: Ref;
  target: Ref;
  type: string;
  input?: string;
  output?: string;
  via?: string;
  mapped?: boolean;
  element?: boolean;
}

export interface PlacedCard extends Ref {
  x: number;
  y: number;
  width: number;
  height: number;
  lines: string[];
  column: number;
  block: number;
}
export type EdgeStyle = "many" | "whole" | "copy" | "evidence";
export type Point = [number, number];
export interface RoutedEdge {
  source: Ref;
  target: Ref;
  points: Point[];
  style: EdgeStyle[];
}
export interface PlacedSpine {
  source: Ref;
  target: Ref;
}
export interface Layout {
  width: number;
  height: number;
  cards: PlacedCard[];
  edges: RoutedEdge[];
  spines: PlacedSpine[];
}

/** Stands for something that the reader may not see; the id is random. */
export interface StubNode {
  src: Src;
  id: string;
  restricted: true;
}

export interface HistoryGraph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  truncated: { item_count_capped: boolean; [reason: string]: unknown };
  history: { id: string; name: string | null; owner?: string | null };
  layout: Layout;
}

export interface Beyond {
  upstream: number;
  downstream: number;
}
export type ViewNode = (GraphNode | StubNode | RunNode) & { more?: Beyond };
/** A run of a workflow that is folded to one card. */
export type RunNode = Omit<ExecutionNode, "src"> & { src: "workflow_invocation" };

export interface Row extends Omit<Ref, "src"> {
  src: "hda" | "job";
  restricted?: boolean;
  path?: string[];
  name?: string | null;
  hid?: number | null;
  state?: string | null;
  extension?: string | null;
  file_size?: number | null;
  seconds?: number | null;
  reads?: Ref[];
  writes?: Ref[];
}
export interface Opened extends Ref {
  page: number;
  total: number;
  rows: Row[];
}
export interface Run {
  src: string;
  id: string;
  name: string | null;
  executions: Ref[];
  folded?: boolean;
}
export interface Hub extends Ref {
  jobs: number;
}
/** How many cards a whole lineage has; `goes_on`: at least. */
export interface Extent {
  cards: number;
  goes_on?: boolean;
}
export interface ToolCount {
  tool_id: string;
  name: string | null;
  count: number;
}
export interface Counts {
  items: number;
  executions: number;
  deleted: number;
  hidden: number;
  uploads: number;
  restricted: number;
  tools: ToolCount[];
  states: StateCounts;
  first: string | null;
  last: string | null;
}
export interface DrawnCard extends PlacedCard {
  beside?: Ref;
  rows_from?: number;
  tab?: boolean;
}
export interface DrawnEdge extends RoutedEdge {
  stub?: boolean;
}
export interface Frame {
  src: string;
  id: string;
  boxes: [number, number, number, number][];
  label: Point;
  room: number;
}
export interface ViewLayout {
  width: number;
  height: number;
  cards: DrawnCard[];
  edges: DrawnEdge[];
  spines: PlacedSpine[];
  frames: Frame[];
}
/** What the canvas shows. */
export interface ViewAnswer {
  history: (Named & { owner?: string | null }) | null;
  seed: Ref | null;
  nodes: ViewNode[];
  edges: GraphEdge[];
  opened: Opened[];
  runs: Run[];
  hubs: Hub[];
  counts: Counts;
  /** Items of the history that the reader may see; null in a lineage. */
  total: number | null;
  left_out: Record<string, number>;
  capped?: boolean;
  grouped?: boolean;
  layout: ViewLayout;
}

export interface ParameterItem extends Ref {
  name: string | null;
  hid: number | null;
  mapped?: boolean;
}
export interface Parameter {
  name: string;
  label: string | null;
  type: string | null;
  value?: unknown;
  /** The value as the form shows it. */
  text?: string;
  default?: unknown;
  default_text?: string;
  differs?: boolean | null;
  help?: string | null;
  items?: ParameterItem[];
  children?: Parameter[];
}

export interface Job {
  src: "job";
  id: string;
  state: string;
  tool_id?: string | null;
  tool_version?: string | null;
  exit_code: number | null;
  create_time: string | null;
  /** When it last began to run. */
  start_time: string | null;
  update_time: string | null;
  message: string | null;
  index: number | null;
  /** Identifiers of the element that it worked on, from the outside in. */
  path?: string[];
}

export interface ExecutionInput {
  input: string | null;
  label: string | null;
  via: string | null;
  mapped: boolean;
  path?: string[];
  item: DataNode;
}
export interface ExecutionOutput {
  output: string | null;
  label: string | null;
  item: DataNode;
}

export interface ToolExecution {
  src: ExecutionSrc;
  id: string;
  instance?: string;
  validity: string | null;
  tool: {
    id: string | null;
    version: string | null;
    name: string | null;
    description: string | null;
    source_class?: string | null;
    hash?: string | null;
    untrusted?: boolean | null;
  };
  create_time: string | null;
  end_time: string | null;
  user: string | null;
  history: Named | null;
  request: unknown;
  parameters: Parameter[] | null;
  parameters_from: "payload" | "job" | null;
  labels_from: string | null;
  jobs: { total: number; states: StateCounts; items: Job[] };
  implicit_collection_jobs: { id: string; populated_state: string | null } | null;
  tool_request: { id: string; state: string | null; state_message: string | null } | null;
  invocation_step: {
    id: string;
    order_index: number | null;
    label: string | null;
    invocation: { src: string; id: string } | null;
    workflow: { name: string | null } | null;
  } | null;
  inputs: ExecutionInput[];
  outputs: ExecutionOutput[];
  external_inputs?: unknown[];
  evidence: { record: string; key: string; via: Record<string, number> };
}

export interface Producers {
  item: DataNode;
  producers: ToolExecution[];
  copied_from: DataNode[];
  copies: number;
  converted_from: DataNode | null;
}

export interface SyncAges {
  /** `galaxy_url`: where it is, when its pages can be linked to. */
  instances: { instance: string; synced: string | null; age: number | null; galaxy_url?: string }[];
  /** Who asks: without a name and no administrator, anybody. */
  reader: { name: string | null; is_admin: boolean };
  /** For administrators only. */
  quarantined?: unknown;
}

/** RFC 9457, with Galaxy's members beside it. */
export interface Problem {
  title?: string;
  status?: number;
  detail?: string;
  err_msg?: string;
}
