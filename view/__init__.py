"""What a reader looks at: filters, version, day and rights as one value, and what codes are called."""
