// What were the checksums of a stream's chunks? $prefix: the first part of their keys, `<instance>/chunk/<stream>/`.
// Returns: found, one list of [number, checksum].
MATCH (c:Chunk)
WHERE c.key STARTS WITH $prefix
RETURN collect([c.number, c.checksum]) AS found
