"use strict";
function root(scope) {
  const { vars } = scope;
  const values = vars.values ?? scope.get("values");
  const site = scope.at(true);
  const namespace = vars.namespace ?? scope.get("namespace");
  let out = "";
  let count = 1;
  scope.set("count", count);
  out += "\n";
  const values_1 = $.unpack(values, 2);
  let first = values_1[0];
  scope.set("first", first);
  const values_2 = $.unpack(values_1[1], 2);
  let second = values_2[0];
  scope.set("second", second);
  let third = values_2[1];
  scope.set("third", third);
  out += "\n";
  let total = $.call(site, namespace, $.keywords({ sum: 0 }));
  scope.set("total", total);
  out += "\n";
  $.assignable(scope, total)["sum"] = $.add(total?.sum ?? $.attr(scope, total, "sum"), count);
  out += "\n";
  let count_1 = $.add(count, 1);
  const other = count;
  count_1 = 5;
  out += $.escape(count_1) + $.escape(other);
  out += "\n";
  const values_3 = $.list(values);
  for (let i = 0; i < values_3.length; i++) {
    let count_2 = count;
    const value = values_3[i];
    count_2 = $.add(count_2, value);
    out += $.escape(count_2);
  }
  out += "\n";
  void ($.callMethod(site, values, "append", count));
  out += "\n";
  out += $.escape(count) + $.escape(first) + $.escape(third);
  return out;
}
return { root: root, blocks: { __proto__: null } };
