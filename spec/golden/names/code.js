"use strict";
const upper_1 = $.filter(env, "upper");
function root(scope) {
  const { vars } = scope;
  const class_1 = vars.class ?? scope.get("class");
  const arguments_1 = vars.arguments ?? scope.get("arguments");
  const undefined_1 = vars.undefined ?? scope.get("undefined");
  const constructor = scope.get("constructor");
  const this_1 = vars.this ?? scope.get("this");
  const upper = vars.upper ?? scope.get("upper");
  const site = scope.at(true);
  let out = "";
  let let_1 = 1;
  scope.set("let", let_1);
  let out_1 = 2;
  scope.set("out", out_1);
  let scope_1 = 3;
  scope.set("scope", scope_1);
  let vars_1 = 4;
  scope.set("vars", vars_1);
  let _ = 5;
  scope.set("é", _);
  out += "\n";
  out += $.escape(let_1) + $.escape(out_1) + $.escape(scope_1) + $.escape(vars_1) + $.escape(_) + $.escape(class_1) + $.escape(arguments_1) + $.escape(undefined_1) + $.escape(constructor) + "\n";
  const this_2 = $.list(this_1);
  for (let i = 0; i < this_2.length; i++) {
    const new_1 = this_2[i];
    out += $.escape(new_1) + $.escape(upper) + $.escape(upper_1(site, new_1));
  }
  return out;
}
return { root: root, blocks: { __proto__: null } };
