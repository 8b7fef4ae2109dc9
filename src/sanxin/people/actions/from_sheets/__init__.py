"""Write rows of an Excel sheet: many at a time, a constant number of queries, one event for all."""
