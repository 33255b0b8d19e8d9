"""Repair: what may be done to a case by hand, with a reason and a second person. It opens no way around the law."""
