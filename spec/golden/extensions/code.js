"use strict";
const length = $.filter(env, "length");
function root(scope) {
  const { vars } = scope;
  const items = vars.items ?? scope.get("items");
  const site = scope.at(true);
  const ngettext = vars.ngettext ?? scope.get("ngettext");
  const user = vars.user ?? scope.get("user");
  const gettext = vars.gettext ?? scope.get("gettext");
  const _ = vars._ ?? scope.get("_");
  const kind = vars.kind ?? scope.get("kind");
  const debug = vars.debug ?? scope.get("debug");
  let out = "";
  let text = "";
  text += $.text($.call(site, ngettext, "%(name)s has one item", "%(name)s has %(count)s items", length(site, items)));
  out += $.escape($.modulo($.markup(text), { count: length(site, items), name: user?.name ?? $.attr(scope, user, "name") })) + "\n";
  let text_1 = "";
  text_1 += $.text($.call(site, gettext, "Hello"));
  out += $.escape($.markup(text_1)) + $.escape($.call(site, _, "text")) + "\n";
  let __switch = kind;
  scope.set("_ switch", __switch);
  if ($.equal(__switch, "a")) {
    out += "A";
  } else {
    out += "C";
  }
  out += "\n";
  out += $.escape($.call(site, debug));
  return out;
}
return { root: root, blocks: { __proto__: null } };
