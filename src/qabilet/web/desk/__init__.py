"""The desk: where staff run a study. Not yet lived in."""
