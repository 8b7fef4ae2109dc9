"""Who may do what, told from a person's sight. `may_…` answers for a page, `check_may_…` refuses with a sentence."""
