"use strict";
function root(scope) {
  const { vars } = scope;
  const users = vars.users ?? scope.get("users");
  const settings = vars.settings ?? scope.get("settings");
  const tree = vars.tree ?? scope.get("tree");
  let out = "";
  const users_1 = $.select($.list(users), (user) => {
    return $.truthy(user?.active ?? $.attr(scope, user, "active"));
  });
  const empty = users_1.length === 0;
  for (let i = 0; i < users_1.length; i++) {
    const user_1 = users_1[i];
    out += "\n  " + (i + 1) + "/" + $.count(users_1) + " " + $.escape(user_1?.name ?? $.attr(scope, user_1, "name")) + $.escape((!$.truthy($.isLast(users_1, i)) ? "," : $.omitted())) + "\n  ";
    if ($.equal(user_1?.name ?? $.attr(scope, user_1, "name"), "stop")) {
      break;
    } else if ($.truthy((i === 0))) {
      continue;
    }
    out += "\n";
  }
  if (empty) {
    out += "\n  nobody\n";
  }
  out += "\n";
  const settings_1 = $.pairs(settings);
  for (let i_1 = 0; i_1 < settings_1.length; i_1++) {
    const values = $.unpack(settings_1[i_1], 2);
    const key = values[0];
    const value = values[1];
    out += $.escape(key) + "=" + $.escape(value);
  }
  out += "\n";
  function recurse(items, depth) {
    const site = scope.at(true);
    let out_1 = "";
    const tree_1 = $.list(items);
    const loop = new $.Loop(scope, tree_1, depth, recurse);
    for (let i_2 = 0; i_2 < tree_1.length; i_2++) {
      loop.index0 = i_2;
      const node = tree_1[i_2];
      out_1 += $.escape(node?.name ?? $.attr(scope, node, "name")) + $.escape($.call(site, loop, node?.children ?? $.attr(scope, node, "children")));
    }
    return $.markup(out_1);
  }
  out += recurse(tree, 0);
  return out;
}
return { root: root, blocks: { __proto__: null } };
