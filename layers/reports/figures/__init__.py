"""The Mission in figures: cards, tables, results."""
