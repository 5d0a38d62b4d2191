// The names of users and histories.
// $users, $histories: their keys.
// Returns: key, name, owner (of a history: its owner's public name).
UNWIND $users AS k
MATCH (u:User {key: k})
RETURN u.key AS key, u.username AS name, null AS owner
UNION ALL
UNWIND $histories AS k
MATCH (h:History {key: k})
RETURN h.key AS key, h.name AS name, head([(h)<-[:OWNS]-(u:User) | u.username]) AS owner
