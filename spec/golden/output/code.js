"use strict";
const default_1 = $.filter(env, "default");
const trim = $.filter(env, "trim");
const upper = $.filter(env, "upper");
function root(scope) {
  const { vars } = scope;
  const title = vars.title ?? scope.get("title");
  const kind = vars.kind ?? scope.get("kind");
  const site = scope.at(true);
  const text = vars.text ?? scope.get("text");
  let out = "";
  out += "<h1>" + $.escape(title) + "</h1>" + "<p class=\"" + $.attribute(default_1(site, kind, "plain")) + "\">" + $.escape(upper(site, trim(site, text))) + "</p>\n";
  out += "{{ untouched }}";
  return out;
}
return { root: root, blocks: { __proto__: null } };
