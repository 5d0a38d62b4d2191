"""Galaxy's records in: from its relational database to the graph."""
