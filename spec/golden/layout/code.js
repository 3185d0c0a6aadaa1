"use strict";
const footer = $.link(env, "footer.html", "template.html");
function block_title(scope) {
  let out = "";
  out += "Site";
  return out;
}
$.placed(block_title, "html/raw/title html/raw/title");
function block_section(scope) {
  const { vars } = scope;
  const section = vars.section ?? scope.get("section");
  let out = "";
  out += $.escape(section);
  return out;
}
function root(scope) {
  const { vars } = scope;
  const sections = vars.sections ?? scope.get("sections");
  const parent_1 = vars.parent ?? scope.get("parent");
  let out = "";
  let parent = null;
  out += "<title>";
  out += $.blockIn(scope, "title", "html/raw/title html/raw/title");
  out += "</title>\n";
  const sections_1 = $.list(sections);
  const loop = new $.Loop(scope, sections_1, 0);
  for (let i = 0; i < sections_1.length; i++) {
    loop.index0 = i;
    const section = sections_1[i];
    out += $.block($.derive(scope, { loop: loop, section: section }), "section");
  }
  out += "\n";
  out += $.include(scope, footer.program, null);
  out += "\n";
  out += $.includeAlone(scope, $.chooseIfAny(scope, ["missing.html", "part.html"], "template.html"));
  out += "\n";
  if ($.truthy(parent_1)) {
    parent = $.extend(scope, $.choose(scope, parent_1, "template.html"));
  }
  if (parent === null) {
    return out;
  } else {
  return out + parent.root(scope);
  }
}
return { root: root, blocks: { __proto__: null, ["title"]: [block_title], ["section"]: [block_section] } };
