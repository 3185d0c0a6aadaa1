"use strict";
function root(scope) {
  const { vars } = scope;
  const users = vars.users ?? scope.get("users");
  const pairs = vars.pairs ?? scope.get("pairs");
  let out = "";
  const users_1 = $.list(users);
  for (let i = 0; i < users_1.length; i++) {
    const user = users_1[i];
    if (!($.truthy(user?.active ?? $.attr(scope, user, "active")) && !$.truthy(user?.hidden ?? $.attr(scope, user, "hidden")))) continue;
    out += $.escape(user?.name ?? $.attr(scope, user, "name"));
  }
  out += "\n";
  const pairs_1 = $.pairs(pairs);
  for (let i_1 = 0; i_1 < pairs_1.length; i_1++) {
    const values = $.unpack(pairs_1[i_1], 2);
    const key = values[0];
    const value = values[1];
    if (!$.truthy(value)) continue;
    out += $.escape(key);
    if ($.equal(value, 3)) {
      break;
    }
  }
  out += "\n";
  const users_2 = $.select($.list(users), (user_1) => {
    return $.truthy(user_1?.active ?? $.attr(scope, user_1, "active"));
  });
  const empty = users_2.length === 0;
  for (let i_2 = 0; i_2 < users_2.length; i_2++) {
    const user_2 = users_2[i_2];
    out += (i_2 + 1);
  }
  if (empty) {
    out += "none";
  }
  return out;
}
return { root: root, blocks: { __proto__: null } };
