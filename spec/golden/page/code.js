"use strict";
const forms_1 = $.link(env, "forms.html", "template.html");
const icons = $.link(env, "icons.html", "template.html");
function block_title(scope) {
  let out = "";
  out += "Home - " + $.superText(scope, "title", block_title);
  return out;
}
function block_main(scope) {
  let out = "";
  return out;
}
function block_side(scope) {
  const site = scope.at(true);
  const { vars } = scope;
  const forms = vars.forms ?? scope.get("forms");
  const delete_1 = vars.delete ?? scope.get("delete");
  let out = "";
  let self = $.self(scope);
  out += $.escape($.callMethod(site, self, "title")) + $.escape($.callMethod(site, forms, "field", "a")) + $.escape($.call(site, delete_1));
  return out;
}
function root(scope) {
  const { vars } = scope;
  const theme = vars.theme ?? scope.get("theme");
  const site = scope.at(true);
  let out = "";
  const parent = $.extend(scope, $.choose(scope, $.concat(site, $.concat(site, "layouts/", theme), ".html"), "template.html"));
  let forms = $.module(scope, forms_1.program);
  scope.place("forms", forms);
  const module = $.moduleWithin(scope, icons.program, null);
  let edit = $.imported(scope, module, "edit", "icons.html");
  scope.place("edit", edit);
  let delete_1 = $.imported(scope, module, "remove", "icons.html");
  scope.place("delete", delete_1);
  let active = "home";
  scope.set("active", active);
  return out + parent.root(scope);
}
function block_title_1(scope) {
  const site = scope.at(true);
  let out = "";
  out += "Home - " + $.printCall(site, $.superBlock(scope, "title", block_title_1), "html/raw/title html/raw/title", (value) => $.rcdata(value));
  return out;
}
return { root: root, blocks: { __proto__: null, ["title"]: [block_title], ["main"]: [block_main], ["side"]: [block_side] }, others: { ["part title html/raw/title html/raw/title"]: block_title_1 } };
