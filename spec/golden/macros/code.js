"use strict";
const xmlattr = $.filter(env, "xmlattr");
const join = $.filter(env, "join");
function root(scope) {
  const site_1 = scope.at(true);
  const { vars } = scope;
  const users = vars.users ?? scope.get("users");
  let out = "";
  function field_body(name, value, type, kwargs, varargs) {
    const site = scope.at(true);
    let out_1 = "";
    if (name === undefined) name = $.unfilled(scope, "name");
    if (value === undefined) value = "";
    if (type === undefined) type = "text";
    out_1 += "\n  <input name=\"" + $.attribute(name) + "\" value=\"" + $.attribute(value) + "\" type=\"" + $.attribute(type) + "\"" + $.attributes(xmlattr(site, kwargs), scope) + ">" + $.escape(join(site, varargs)) + "\n";
    return out_1;
  }
  let field = $.macro(scope.host, { name: "field", parameters: ["name", "value", "type"], implicit: ["kwargs", "varargs"], safe: true }, field_body);
  scope.set("field", field);
  out += "\n";
  function list_body(items, caller) {
    const site = scope.at(true);
    let out_1 = "";
    if (items === undefined) items = $.unfilled(scope, "items");
    const items_1 = $.list(items);
    for (let i = 0; i < items_1.length; i++) {
      const item = items_1[i];
      out_1 += "<li>" + $.escape($.call(site, caller, item, (i + 1))) + "</li>";
    }
    return out_1;
  }
  let list = $.macro(scope.host, { name: "list", parameters: ["items"], implicit: ["caller"], safe: true }, list_body);
  scope.set("list", list);
  out += "\n";
  out += $.escape($.call(site_1, field, "user", $.keywords({ type: "email", id: "u" }))) + "\n";
  function caller_body(item, number) {
    let out_1 = "";
    if (item === undefined) item = $.unfilled(scope, "item");
    if (number === undefined) number = $.unfilled(scope, "number");
    out_1 += $.escape(number) + ": " + $.escape(item);
    return out_1;
  }
  out += $.escape($.call(site_1, list, users, $.keywords({ caller: $.macro(scope.host, { name: null, parameters: ["item", "number"], implicit: [], safe: true }, caller_body) })));
  return out;
}
return { root: root, blocks: { __proto__: null } };
