// The roles that a user holds.
// $user: the user's key.
// Returns one row, or none for an unknown user: roles, a list of ids.
MATCH (u:User {key: $user})
RETURN coalesce(u.roles, []) AS roles
