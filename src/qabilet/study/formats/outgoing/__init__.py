"""OUTGOING: tables for programs that know no labels of their own: CSV, workbooks, Parquet."""
