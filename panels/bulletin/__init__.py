"""The monthly bulletin: a view, a month and an edition → a document as a value."""
