"""Big tables to small sums: what a table must hold."""
