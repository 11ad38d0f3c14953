"""The search index: how text becomes tokens, and how rows and tokens are packed into scripts for the browser."""
