"""ROUTING: the language in which a form says what is asked next and what is a valid answer; one parser, one tree."""
