"""The commands of `galaxy-lineage`, one module each; the only part that may use `loaders`."""
