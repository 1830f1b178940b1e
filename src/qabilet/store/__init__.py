"""DATABASE: what is collected before it is frozen into a Study folder. Not yet lived in."""
