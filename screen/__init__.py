"""The meeting screen: the pages' figures at the size of a wall, in views that turn by themselves. No HTTP here."""
