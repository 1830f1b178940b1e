// The logic of a whole form in the browser: what is asked, offered, worked out, missing and wrong. See docs/routing.md.
"use strict";
(root => {
  const MOST = 100, PLACES = 1000;
  const truth = v => root.QabiletRouting.truth(v);
  const keyOf = (code, place) => place.length ? code + "#" + place.join(".") : code;
  const own = (table, name, otherwise) => Object.prototype.hasOwnProperty.call(table, name) ? table[name] : otherwise;

  const table = () => Object.create(null); // so that no name, not even __proto__, means anything by itself
  const outcome = (plan, answers, given) => {
    const values = table(), relevant = table(), counts = table(), offered = table(), wrong = { missing: [], broken: [] };
    const under = (repeats, outer) => repeats.slice(outer.length).reduce((found, repeat) => [].concat(...found.map(place => {
      const inside = [];
      for (let at = 1; at <= own(counts, keyOf(repeat, place), 0); at++) inside.push(place.concat(at));
      return inside;
    })).slice(0, PLACES), [outer]);

    // The answers as they are seen from a place: one of the same repeat as it is, of a repeat inside as a set.
    const seen = (step, place) => {
      const context = Object.assign({}, given, { values: table(), every: table(), lists: plan.lists, chosen: plan.chosen, names: plan.names,
        version: plan.version, positions: place, at: keyOf(step.code, place), own: "", draws: 0 });
      for (const [name, repeats, isRepeat] of step.asks) {
        let shared = 0;
        while (shared < step.in.length && shared < repeats.length && step.in[shared] === repeats[shared]) shared++;
        const around = under(repeats, place.slice(0, shared));
        if (isRepeat) {
          const numbers = [];
          for (const one of around) for (let at = 1; at <= own(counts, keyOf(name, one), 0); at++) numbers.push(String(at));
          context.values[name] = context.every[name] = numbers;
          continue;
        }
        context.every[name] = repeats.length ? under(repeats, place.slice(0, Math.min(shared, repeats.length - 1)))
          .map(one => own(values, keyOf(name, one), "")) : [];
        context.values[name] = shared === repeats.length ? own(values, keyOf(name, place.slice(0, shared)), "")
          : around.map(one => keyOf(name, one)).filter(key => own(relevant, key, false)).map(key => values[key]);
      }
      return context;
    };
    const worked = (tree, context) => {
      context.draws = 0;
      return root.QabiletRouting.evaluate(tree, context);
    };
    const as = (name, v) => root.QabiletRouting.evaluate(["call", name, ["."]], { own: v });
    const text = v => root.QabiletRouting.evaluate(["call", "string", ["ref", "v"]], { values: { v: v === v ? v : "" } });
    const each = visit => plan.steps.forEach(step => under(step.in, []).forEach(place => visit(step, place, keyOf(step.code, place))));

    each((step, place, key) => {
      const context = seen(step, place), answer = context.own = own(answers, key, "");
      const near = keyOf(step.parent, place), around = own(relevant, near, own(relevant, keyOf(step.parent, place.slice(0, -1)), true));
      const asked = relevant[key] = (!step.parent || around) && (!step.relevance || truth(worked(step.relevance, context)));
      if (step.kind === "repeat") {
        const count = as("int", step.repeat_count ? worked(step.repeat_count, context) : answer || "1");
        counts[key] = asked ? Math.max(0, Math.min(MOST, count || 0)) : 0;
      } else if (step.kind !== "group") values[key] = !asked ? "" : step.calculation ? text(worked(step.calculation, context)) : answer;
    });
    each((step, place, key) => {
      if (!relevant[key] || !/^(one|many|rank|integer|decimal|range|text|date|time|datetime|acknowledge)$/.test(step.kind)) return;
      const context = seen(step, place), value = context.own = values[key];
      const tell = what => wrong[what].push([step.at, place, key]);
      if (step.choice_filter) {
        const rows = own(plan.lists, step.list, []).filter(row => (context.item = row, truth(worked(step.choice_filter, context))));
        offered[key] = rows.map(row => row.name).concat(step.other ? "other" : []);
      }
      if (!value) {
        if (step.required && truth(worked(step.required, context))) tell("missing");
      } else if (step.constraint && !truth(worked(step.constraint, context))) tell("broken");
    });
    const ordered = found => found.sort((a, b) => a[0] - b[0] || a[1].reduce((less, at, i) => less || at - b[1][i], 0)).map(one => one[2]);
    return { values: values, relevant: relevant, counts: counts, offered: offered, missing: ordered(wrong.missing), broken: ordered(wrong.broken) };
  };

  root.QabiletForm = { outcome: outcome, keyOf: keyOf };
})(typeof globalThis === "object" ? globalThis : self);
