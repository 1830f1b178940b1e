"""ROUTES: the expressions of a whole form: checked together, ordered, followed for one person's answers."""
