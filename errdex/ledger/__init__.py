"""What was ever published: the slugs of codes, and `content/permalinks.jsonl`."""
