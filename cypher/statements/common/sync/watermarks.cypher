// How far was each table of a Galaxy read? $prefix: the first part of the keys, `<instance>/watermark/`.
// Returns: name, state; ordered by name.
MATCH (w:Watermark)
WHERE w.key STARTS WITH $prefix
RETURN w.name AS name, w.state AS state
ORDER BY name
