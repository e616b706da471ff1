"""How officials are found: posts (data), names of persons, and which body a post belongs to."""
