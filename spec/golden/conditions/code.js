"use strict";
const defined = $.test(env, "defined");
const none = $.test(env, "none");
function root(scope) {
  const { vars } = scope;
  const user = vars.user ?? scope.get("user");
  const site = scope.at(true);
  const guest = vars.guest ?? scope.get("guest");
  let t;
  const level = vars.level ?? scope.get("level");
  const letters = vars.letters ?? scope.get("letters");
  let out = "";
  if ($.truthy(user) && !$.truthy(user?.hidden ?? $.attr(scope, user, "hidden"))) {
    out += "\n  " + $.escape(($.truthy(defined(site, user?.name ?? $.attr(scope, user, "name"))) ? user?.name ?? $.attr(scope, user, "name") : "nobody")) + "\n";
  } else if ($.truthy(none(site, guest)) || $.compare(1, (t = level), "<") < 0 && $.compare(t, 3, "<=") <= 0) {
    out += "\n  guest\n";
  } else {
    out += "\n  " + $.escape($.tuple([$.within("a", letters), !$.within(level, [1, 2]), $.power($.negate(level), 2), $.concat(site, $.modulo($.floorDivide(level, 2), 3), "!")])) + "\n";
  }
  return out;
}
return { root: root, blocks: { __proto__: null } };
