"""Units, persons, posts and roles; accounts; who may see which rows."""
