"""What changed since a day: answers made of two states of the same question, «then» and «now»."""
