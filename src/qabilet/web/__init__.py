"""BROWSER: the phone page and the desk. Not yet lived in."""
