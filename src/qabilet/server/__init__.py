"""SERVER: settings and addresses of the web site; imported by nobody. Not yet lived in."""
