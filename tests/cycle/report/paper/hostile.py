"""Words that would be more than words in the hands of a careless program."""

HOSTILE = {
    "typst": "#panic() *bold* _it_ $x^2$ @ref <label> `raw` = head // comment /* c */ \\ #import ~",
    "json": '"} , {"title": "x" \\u0041 \\n',
    "xml": "<w:p/> &amp; & ]]> <!-- <b>bold</b> '\"",
    "control": "a\x00b\x01c\x0b d\x1fe \ufffe\uffff f\x7fg\x85h",
    "surrogate": "before \ud83d after",
    "direction": "abc \u202egnp.exe \u2066x\u2069 עברית العربية",
    "emoji": "👨‍👩‍👧‍👦 🇰🇿 👍🏽",
    "long": "word " * 2000,
    "longest word": "ұ" * 10_000,
    "reference": "${} ${ } ${nobody} ${q1} ${q1",
    "braces": "{condition} {0} {number!r} %s %(x)s",
    "blank": "\u00a0\u2003\u3000\t",
    "lines": "one\r\ntwo\rthree\u2028four\n\n\n\n\nfive",
}
