// Which rows of a stream are to be read again? $prefix: the first part of their keys, `<instance>/marked/<stream>/`.
// Returns: found, one list of [row, because].
MATCH (m:Marked)
WHERE m.key STARTS WITH $prefix
RETURN collect([m.row, m.because]) AS found
