"""The search in a browser: the box, the twins, the queries of our own set."""
