/**
 * What people write who come from a neighbouring template language, and how Jinja writes it. Only words that Jinja
 * does not have belong here.
 */
interface Habit {
  readonly language: string
  readonly instead: string
}

const TAGS: Readonly<Record<string, Habit>> = {
  elseif: { language: 'Twig and nunjucks', instead: '{% elif %}' },
  elsif: { language: 'Liquid', instead: '{% elif %}' },
  empty: { language: 'Django', instead: '{% else %}' },
  unless: { language: 'Liquid', instead: '{% if not … %}' },
  case: { language: 'Liquid', instead: '{% if %} … {% elif %}' },
  switch: { language: 'nunjucks', instead: '{% if %} … {% elif %}' },
  assign: { language: 'Liquid', instead: '{% set name = value %}' },
  capture: { language: 'Liquid', instead: '{% set name %} … {% endset %}' },
  comment: { language: 'Django', instead: '{# … #}' },
  verbatim: { language: 'Twig and Django', instead: '{% raw %}' },
  spaceless: { language: 'Twig and Django', instead: "'-' inside the delimiters: {%- … -%}" },
  embed: { language: 'Twig', instead: '{% extends %} in a template of its own, then {% include %}' },
  use: { language: 'Twig', instead: '{% import %}' },
  apply: { language: 'Twig', instead: '{% filter … %}' },
  render: { language: 'Liquid', instead: '{% include %}' },
  load: { language: 'Django', instead: 'filters and globals given to the environment' },
  url: { language: 'Django', instead: 'a function among the globals: {{ url(…) }}' },
  static: { language: 'Django', instead: 'a function among the globals: {{ static(…) }}' },
  csrf_token: { language: 'Django', instead: 'a variable: {{ csrf_token }}' },
  parent: { language: 'Twig', instead: '{{ super() }}' },
}

const FILTERS: Readonly<Record<string, Habit>> = {
  raw: { language: 'Twig', instead: 'safe' },
  json_encode: { language: 'Twig', instead: 'tojson' },
  json: { language: 'Liquid', instead: 'tojson' },
  upcase: { language: 'Liquid', instead: 'upper' },
  downcase: { language: 'Liquid', instead: 'lower' },
  size: { language: 'Liquid', instead: 'length' },
  strip: { language: 'Liquid', instead: 'trim' },
  append: { language: 'Liquid', instead: "the operator '~'" },
  split: { language: 'Twig and Liquid', instead: "the method: text.split(',')" },
  url_encode: { language: 'Twig and Liquid', instead: 'urlencode' },
  strip_html: { language: 'Liquid', instead: 'striptags' },
  default_if_none: { language: 'Django', instead: 'default(value, true)' },
  linebreaksbr: { language: 'Django', instead: "replace('\\n', '<br>')" },
  truncatechars: { language: 'Django', instead: 'truncate' },
  number_format: { language: 'Twig', instead: 'format or round' },
  nl2br: { language: 'Twig', instead: "replace('\\n', '<br>')" },
  keys: { language: 'Twig', instead: 'the method: mapping.keys()' },
}

const OPERATORS: Readonly<Record<string, string>> = {
  '&': "Write 'and' for '&&'.",
  '!': "Write 'not' for '!'.",
  '?': "Write 'a if test else b' for 'test ? a : b'.",
  '|': "Write 'or' for '||'.",
  '&&': "Write 'and' for '&&'.",
  '||': "Write 'or' for '||'.",
  '=>': 'Write a macro for a function: there are no arrow functions.',
  '`': 'Write text in single or double quotes.',
}

/** What Jinja writes for a tag of another language, as advice; null for a name no neighbour has. */
export function tagHabit(name: string): string | null {
  return advice(TAGS, name)
}

/** As `tagHabit`, for filters. */
export function filterHabit(name: string): string | null {
  return advice(FILTERS, name)
}

/** What Jinja writes for an operator of JavaScript or C, as advice, by its first character or whole text. */
export function operatorHabit(operator: string): string | null {
  return Object.hasOwn(OPERATORS, operator) ? (OPERATORS[operator] ?? null) : null
}

function advice(habits: Readonly<Record<string, Habit>>, name: string): string | null {
  const habit = Object.hasOwn(habits, name) ? habits[name] : undefined
  return habit === undefined ? null : `'${name}' is ${habit.language}; here it is ${habit.instead}.`
}
