/** Jinja's policies. */
export const POLICIES: Readonly<Record<string, unknown>> = {
  'truncate.leeway': 5,
  'urlize.rel': 'noopener',
  'urlize.target': null,
  'urlize.extra_schemes': null,
  'json.dumps_kwargs': { sort_keys: true },
  'ext.i18n.trimmed': false,
}
