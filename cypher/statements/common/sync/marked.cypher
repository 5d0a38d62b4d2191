// The next rows of a stream that are to be read again, by id.
// $prefix: the first part of their keys, `<instance>/marked/<stream>/`. $after: the last id before. $most: how many.
// Returns: found, one list of [row, because].
MATCH (m:Marked)
WHERE m.key STARTS WITH $prefix AND m.row > $after
WITH m.row AS row, m.because AS because
ORDER BY row LIMIT $most
RETURN collect([row, because]) AS found
