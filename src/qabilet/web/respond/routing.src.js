// The routing language in the browser: works out the trees that qabilet's parser makes. See docs/routing.md.
"use strict";
(root => {
  const LONGEST = 10000, DAY = 864e5, PRIME = 2147483647, isSet = Array.isArray, floor = Math.floor, trunc = Math.trunc;
  const get = (table, name) => table && Object.prototype.hasOwnProperty.call(table, name) ? table[name] : "";

  let c = {};

  const dayOf = words => {
    const m = /^([1-9]\d{3})-(\d\d)-(\d\d)(?:T[^]*)?$/.exec(words);
    if (!m || m[2] > 12 || m[2] < 1) return NaN;
    const time = Date.UTC(m[1], m[2] - 1, m[3]);
    return new Date(time).getUTCDate() === +m[3] ? time / DAY : NaN;
  };
  const num = v => {
    if (isSet(v)) return v.length ? num(v[0]) : NaN;
    if (typeof v !== "string") return typeof v === "number" || typeof v === "boolean" ? +v : NaN;
    const m = /^[ \t\r\n]*(-?(?:\d+(?:[.,]\d*)?|[.,]\d+))[ \t\r\n]*$/.exec(v);
    return m ? +m[1].replace(",", ".") : dayOf(v);
  };
  const str = v => {
    if (isSet(v)) return v.length ? str(v[0]) : "";
    if (typeof v === "string") return v;
    if (typeof v !== "number") return typeof v === "boolean" ? String(v) : "";
    const m = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(v);
    if (!m) return String(v);
    const figures = m[2] + (m[3] || ""), point = 1 + +m[4];
    return m[1] + (point <= 0 ? "0." + "0".repeat(-point) + figures : figures + "0".repeat(point - figures.length));
  };
  const truth = v => isSet(v) ? v.length > 0 : !!v;
  const listed = v => isSet(v) ? v : [v];
  const texts = v => listed(v).map(str);
    const nums = v => listed(v).map(num);
  const flat = (values, of) => [].concat(...values.map(of));

  const same = (a, b, yes) => {
    if (isSet(b) && !isSet(a)) [a, b] = [b, a];
    if (isSet(a)) return typeof b === "boolean" ? (a.length > 0 === b) === yes : a.some(one => same(one, b, yes));
    const kinds = [typeof a, typeof b];
    const equal = kinds.includes("boolean") ? truth(a) === truth(b)
      : kinds.includes("number") ? (a = num(a), b = num(b), a === b || Math.abs(a - b) < 1e-12) : str(a) === str(b);
    return equal === yes;
  };
  const order = test => (a, b) => nums(a).some(x => nums(b).some(y => test(x, y)));

  const fits = (steps, words) => {
    const signs = [...words];
    if (signs.length > LONGEST) return false;
    const spread = (places, start, end) => {
      const reached = new Set(), waiting = [...places];
      while (waiting.length) {
        const at = waiting.pop(), step = steps[at];
        if (reached.has(at)) continue;
        reached.add(at);
        if (!step) continue;
        if (step[0] === 1 || step[0] === 2) waiting.push(...step.slice(1));
        else if (step[0] === 3 && start || step[0] === 4 && end) waiting.push(at + 1);
      }
      return reached;
    };
    let places = [0];
    for (let i = 0; i < signs.length; i++) {
      const code = signs[i].codePointAt(0), next = [];
      for (const at of spread(places, !i, false)) {
        const step = steps[at];
        if (step && step[0] === 0 && step.some((low, j) => j % 2 && low <= code && code <= step[j + 1])) next.push(at + 1);
      }
      if (!next.length) return false;
      places = next;
    }
    return spread(places, !signs.length, true).has(steps.length);
  };

  const seedOf = words => {
    let found = 2166136261;
    for (const sign of words) found = Math.imul(found ^ sign.codePointAt(0), 16777619) >>> 0;
    return found;
  };
  const stream = seed => {
    let state = isFinite(seed) ? (trunc(seed) % PRIME + PRIME) % PRIME || PRIME - 1 : 42;
    return () => ((state = state * 16807 % PRIME) - 1) / (PRIME - 1);
  };
  const shuffled = (items, seed) => {
    const found = [...items], next = stream(seed);
    for (let last = found.length - 1; last > 0; last--) {
      const other = floor(next() * (last + 1));
      [found[last], found[other]] = [found[other], found[last]];
    }
    return found;
  };

  const agreed = x => !isFinite(x) || Number.isSafeInteger(x) ? x : +x.toExponential(11);
  const moved = (x, places) => {
    const [figures, exponent] = String(x).split("e");
    return +(figures + "e" + (+(exponent || 0) + places));
  };
  const rounded = (x, places = 0) => {
    if (!isFinite(x)) return x;
    if (!(Math.abs(places) <= 30)) return NaN;
    const shift = trunc(places), far = moved(x, shift), low = floor(far);
    return isFinite(far) ? moved(low + (far - low >= .5), -shift) : x;
  };
  const index = x => x !== x ? 0 : trunc(Math.max(-1e9, Math.min(1e9, x)));

  const CLOCK = /^(?:[1-9]\d{3}-\d\d-\d\dT)?([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3})\d*)?)?(?:Z|([+-])([01]\d)(?::?([0-5]\d))?)?$/;
  const clock = words => {
    const m = CLOCK.exec(words);
    return m && [(m[1] * 3600 + m[2] * 60 + +(m[3] || 0)) * 1000 + +(m[4] || "").padEnd(3, 0),
      ((m[6] || 0) * 60 + +(m[7] || 0)) * (m[5] === "-" ? -1 : 1)];
  };
  const cut = words => words.length > LONGEST ? [...words].slice(0, LONGEST).join("") : words;
  const two = (x, width = 2) => String(x).padStart(width, 0);
  const isWords = v => isSet(v) || typeof v === "string";
  const written = day => {
    const whole = floor(day);
    return whole >= -354285 && whole <= 2932896 ? new Date(whole * DAY).toISOString().slice(0, 10) : "";
  };
  const dated = v => isWords(v) && dayOf(str(v)) === dayOf(str(v)) ? str(v).slice(0, 10) : written(trunc(num(v)));
  const moment = v => {
    const words = str(v);
    if (isWords(v) && dayOf(words) === dayOf(words)) return clock(words) ? words : words.slice(0, 10);
    const day = num(v), whole = floor(day), passed = floor((day - whole) * DAY + .5);
    return written(day) && written(whole + passed / DAY) && new Date(whole * DAY + passed).toISOString();
  };
  const formatted = (v, form) => {
    const words = moment(v), day = dayOf(words), passed = (clock(words) || [0])[0], names = c.names || {};
    if (day !== day) return "";
    const parts = { Y: words.slice(0, 4), y: words.slice(2, 4), m: words.slice(5, 7), n: +words.slice(5, 7),
      d: words.slice(8, 10), e: +words.slice(8, 10), H: two(floor(passed / 36e5)), h: floor(passed / 36e5),
      M: two(floor(passed / 6e4) % 60), S: two(floor(passed / 1e3) % 60), 3: two(passed % 1000, 3),
      b: (names.months || [])[words.slice(5, 7) - 1], a: (names.weekdays || [])[(day % 7 + 11) % 7], "%": "%" };
    return cut(str(form).replace(/%(.)/gsu, (all, sign) => get(parts, sign)));
  };

  const tokens = words => words.split(" ").filter(Boolean);
  const spaced = words => words.split(/[ \t\r\n]+/).filter(Boolean).join(" ");
  const selected = (answer, choice) => {
    const found = tokens(answer), wanted = spaced(choice);
    return wanted ? found.includes(wanted) : !found.length;
  };
  const piece = (words, start, end) => {
    const signs = [...words], place = at => Math.max(0, at < 0 ? signs.length + at : at);
    return signs.slice(place(index(num(start))), end === undefined ? signs.length : place(index(num(end)))).join("");
  };
  const power = (base, exponent) => agreed(Math.pow(base, exponent));
  const extreme = (values, choose) => {
    const found = flat(values, nums).filter(x => x === x);
    return found.length ? found.reduce((a, b) => choose(a, b)) + 0 : NaN;
  };
  const rowsOf = list => get(c.lists, list) || [];

  // Each takes its arguments worked out; what it needs of the context it finds in c.
  const CALLS = {
    coalesce: (a, b) => str(a) !== "" && a === a ? a : b,
    once: v => c.own || str(v),
    selected: (answer, choice) => texts(answer).some(one => selected(one, str(choice))),
    checklist: (least, most, ...factors) => {
      const count = flat(factors, listed).filter(truth).length;
      const low = index(num(least)), high = index(num(most));
      return (low < 0 || count >= low) && (high < 0 || count <= high);
    },
    "weighted-checklist": (least, most, ...pairs) => {
      const factors = flat(pairs.filter((v, i) => i % 2 === 0), listed), weights = flat(pairs.filter((v, i) => i % 2), listed);
      const found = factors.reduce((sum, v, i) => i < weights.length && truth(v) ? sum + num(weights[i]) : sum, 0);
      return num(least) <= found && found <= num(most);
    },
    "boolean-from-string": v => /^(true|1)$/i.test(str(v)),
    true: () => true, false: () => false, not: v => !truth(v), boolean: v => truth(v),
    string: v => str(v), number: v => num(v),
    contains: (words, part) => str(words).includes(str(part)),
    "starts-with": (words, part) => str(words).startsWith(str(part)),
    "ends-with": (words, part) => str(words).endsWith(str(part)),
    "substring-before": (words, mark) => str(words).slice(0, Math.max(0, str(words).indexOf(str(mark)))),
    "substring-after": (words, mark) => str(words).includes(str(mark)) ? str(words).slice(str(words).indexOf(str(mark)) + str(mark).length) : "",
    substr: (words, start, end) => piece(str(words), start, end),
    substring: (words, start, length) => {
      const first = rounded(num(start)), last = length === undefined ? Infinity : first + rounded(num(length));
      return [...str(words)].filter((sign, i) => first <= i + 1 && i + 1 < last).join("");
    },
    translate: (words, given, others) => {
      const from = [...str(given)], to = [...str(others)];
      return [...str(words)].map(sign => from.includes(sign) ? to[from.indexOf(sign)] || "" : sign).join("");
    },
    "string-length": (v = c.own || "") => [...str(v)].length,
    "normalize-space": (v = c.own || "") => spaced(str(v)),
    concat: (...parts) => cut(flat(parts, texts).join("")),
    join: (mark, ...parts) => cut(flat(parts, texts).join(str(mark))),
    "count-selected": answer => tokens(str(answer)).length,
    "selected-at": (answer, place) => tokens(str(answer))[index(num(place))] || "",
    "indexed-repeat": (answers, repeat, place) => texts(answers)[Math.max(index(num(place)), 1) - 1] || "",
    randomize: (answers, seed) => shuffled(texts(answers), seed === undefined ? seedOf((c.seed || "") + "/" + (c.at || "")) : num(seed)),
    position: () => { const places = c.positions || []; return places.length ? places[places.length - 1] : 1; },
    count: answers => texts(answers).length,
    "count-non-empty": answers => texts(answers).filter(Boolean).length,
    sum: answers => nums(answers).reduce((sum, x) => sum + (x || 0), 0),
    min: (...values) => extreme(values, Math.min), max: (...values) => extreme(values, Math.max),
    round: (v, places = 0) => rounded(num(v), num(places)),
    pow: (base, exponent) => power(num(base), num(exponent)),
    exp10: v => power(10, num(v)),
    atan2: (rise, run) => agreed(Math.atan2(num(rise), num(run))),
    pi: () => Math.PI,
    random: () => {
      c.draws = (c.draws || 0) + 1;
      const next = stream(seedOf([c.seed || "", c.at || "", c.draws].join("/")));
      return next(), next(), next();
    },
    today: () => c.today || (c.now || "").slice(0, 10), now: () => c.now || "", version: () => c.version || "",
    date: v => dated(v), "date-time": v => moment(v),
    "decimal-date-time": v => {
      if (!isWords(v)) return num(v);
      const time = clock(str(v)), day = dayOf(str(v));
      return day === day && time ? day + (time[0] - time[1] * 6e4) / DAY : num(str(v));
    },
    "decimal-time": v => {
      if (!isWords(v)) return isFinite(num(v)) ? num(v) - floor(num(v)) : NaN;
      const time = clock(str(v));
      return time ? time[0] / DAY : dayOf(str(v)) * 0;
    },
    "format-date": formatted, "format-date-time": formatted,
    int: v => trunc(num(v)) + 0, floor: v => floor(num(v)) + 0, ceiling: v => Math.ceil(num(v)) + 0,
    abs: v => Math.abs(num(v)), sqrt: v => Math.sqrt(num(v))
  };
  CALLS["is-selected"] = CALLS.selected;
  for (const name of ["exp", "log", "log10", "sin", "cos", "tan", "asin", "acos", "atan"])
    CALLS[name] = v => agreed(Math[name](num(v)));

  const OPERATORS = {
    "=": (a, b) => same(a, b, true), "!=": (a, b) => same(a, b, false),
    "<": order((x, y) => x < y), "<=": order((x, y) => x <= y), ">": order((x, y) => x > y), ">=": order((x, y) => x >= y),
    "+": (a, b) => num(a) + num(b), "-": (a, b) => num(a) - num(b), "*": (a, b) => num(a) * num(b),
    div: (a, b) => num(a) / num(b), mod: (a, b) => num(a) % num(b)
  };

  const run = tree => {
    const kind = tree[0], [first, ...rest] = tree.slice(1);
    if (OPERATORS[kind]) return rest.reduce((found, part) => OPERATORS[kind](found, run(part)), run(first));
    switch (kind) {
      case "n": case "s": return first;
      case "ref": return get(c.values, first);
      case ".": return c.own || "";
      case "col": return get(c.item, first);
      case "every": return get(c.every, first) || [];
      case "and": return tree.slice(1).every(part => truth(run(part)));
      case "or": return tree.slice(1).some(part => truth(run(part)));
      case "neg": return -num(run(first));
      case "|": return flat(tree.slice(1), part => texts(run(part)));
      case "regex": return fits(tree[3], str(run(first)));
      case "item": {
        const outside = c.item;
        const found = rowsOf(first).filter(row => (c.item = row, !rest[0] || truth(run(rest[0]))));
        c.item = outside;
        return found.map(row => get(row, rest[1]));
      }
      case "call":
        if (first === "if") return run(rest[truth(run(rest[0])) ? 1 : 2]);
        if (first === "jr:choice-name") {
          const code = str(run(rest[0]));
          return get(rowsOf(get(c.chosen, rest[1][1])).find(row => get(row, "name") === code), "label");
        }
        return CALLS[first](...rest.map(run));
    }
    return "";
  };
  const evaluate = (tree, context) => {
    c = context || {};
    return run(tree);
  };

  root.QabiletRouting = { evaluate: evaluate, truth: truth, shuffled: shuffled, seedOf: seedOf };
})(typeof globalThis === "object" ? globalThis : self);
