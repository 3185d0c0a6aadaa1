"use strict";
function root(scope) {
  const { vars } = scope;
  const text = vars.text ?? scope.get("text");
  const site = scope.at(true);
  let out = "";
  out += "1" + $.escape($.float(2)) + $.escape($.float(1000)) + "31" + "12345678901234567890" + "true" + "its" + "é\n&#34;" + "\n";
  out += $.escape([1, "two", [3]]) + $.escape($.tuple([1])) + $.escape($.mapping([["a", 1], ["b", 2], [3, 4], ["__proto__", 5]])) + $.escape($.callMethod(site, $.pattern("a+(b)", "gi"), "test", text)) + "\n";
  out += "7" + "ab" + "false";
  return out;
}
return { root: root, blocks: { __proto__: null } };
