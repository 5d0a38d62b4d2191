// The graph's version: a counter that moves with every write that changes what a dump shows.
// Returns at most one row: version.
MATCH (v:GraphVersion {key: 'version'})
RETURN coalesce(v.version, 0) AS version
