"""Markdown and HTML as text: what is safe to print, what a reader sees. Knows nothing of tables, codes or sites."""
