"use strict";
const attr = $.filter(env, "attr");
const map = $.filter(env, "map");
const join = $.filter(env, "join");
function root(scope) {
  const { vars } = scope;
  const user = vars.user ?? scope.get("user");
  let t;
  const rows = vars.rows ?? scope.get("rows");
  const index = vars.index ?? scope.get("index");
  const rest = vars.rest ?? scope.get("rest");
  const options = vars.options ?? scope.get("options");
  const site = scope.at(true);
  const helper = vars.helper ?? scope.get("helper");
  const text = vars.text ?? scope.get("text");
  const users = vars.users ?? scope.get("users");
  let out = "";
  out += $.escape(user?.name ?? $.attr(scope, user, "name")) + $.escape($.item(scope, user, "name")) + $.escape((t = $.item(scope, user?.items ?? $.attr(scope, user, "items"), 0))?.price ?? $.attr(scope, t, "price")) + $.escape($.slice(rows, 1, (-1), null)) + $.escape($.slice(rows, null, null, 2)) + $.escape($.item(scope, rows, index)) + "\n";
  out += $.escape($.callMethod(site, user, "describe", 1, ...$.spread(scope, rest), $.keywords({ key: 2 }, $.spreadNamed(scope, options)))) + $.escape($.call(site, helper)) + $.escape($.callMethod(site, $.callMethod(site, text, "strip"), "upper")) + "\n";
  out += $.escape($.attr(scope, user, "constructor")) + $.escape($.attr(scope, user, "__proto__")) + $.escape(attr(site, user, "name")) + $.escape(join(site, map(site, users, $.keywords({ attribute: "name" })), ", "));
  return out;
}
return { root: root, blocks: { __proto__: null } };
