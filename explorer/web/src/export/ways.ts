/** The files that can be had: of a graph, and of a comparison. */
export interface Way {
  format: string;
  word: string;
  note: string;
  /** How the file's name ends. */
  end: string;
}

export const PICTURES: Way[] = [
  { format: "svg", word: "SVG", note: "the whole picture, to scale and to edit", end: "svg" },
  { format: "png", word: "PNG", note: "the whole picture, for slides", end: "png" },
];
export const DATA: Way[] = [
  { format: "csv", word: "CSV", note: "one row for each item and execution", end: "csv" },
  { format: "ro-crate", word: "RO-Crate", note: "metadata of a run, for archives", end: "json" },
  { format: "prov-json", word: "PROV", note: "W3C provenance as JSON", end: "json" },
  { format: "graphml", word: "GraphML", note: "for Gephi, yEd, networkx", end: "graphml" },
  { format: "cytoscape", word: "Cytoscape", note: "for Cytoscape and Cytoscape.js", end: "cyjs" },
  { format: "mermaid", word: "Mermaid", note: "for Markdown", end: "mmd" },
  { format: "methods", word: "Methods text", note: "tools, versions, what differs from defaults", end: "md" },
];
export const COMPARED: Way[] = [
  { format: "csv", word: "CSV", note: "one row for each setting, A beside B", end: "csv" },
  { format: "json", word: "JSON", note: "everything: settings, inputs, times, states", end: "json" },
];
