"""Who holds a role in a case, for kinds of subjects that `handlers.evidence.holder` only lists."""
