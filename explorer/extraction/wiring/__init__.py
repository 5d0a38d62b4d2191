"""What fed what, and in which order: connections between pieces of work. It imports `selection` and below."""
