// The search engine, loaded by the box at first focus.
