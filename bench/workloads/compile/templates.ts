/** Stretches of template that both engines accept, repeated to whatever size is asked for. */
export const templateKinds = {
  text: `<section class="article">
  <h2>Section of plain text</h2>
  <p>The quick brown fox jumps over the lazy dog, again and again, until the page is long enough to be called an
  article. Nothing happens here that a template engine would care about, and that is the point of it.</p>
  <p>A second paragraph follows the first one, as paragraphs do, with as little to say. It was written on a day in
  autumn, at a desk by a window, and it was signed with a name. By {{ author }}.</p>
</section>
`,
  mixed: `{% for item in items %}
  <li class="{{ item.kind }}"><a href="{{ item.url }}">{{ item.title|upper }}</a>
  {% if item.price > 100 and not item.sold %}<b>{{ item.price * 2 }}</b>{% else %}<i>{{ loop.index }}</i>{% endif %}
  {# a comment #}<span>{{ item.name|default("none") }}</span></li>
{% endfor %}
{% set total = items|length + 1 %}
<p>There are {{ total }} things in this list, and the last one is {{ last.title }}.</p>
`,
  expressions: `{{ a.b.c + d * (e - 1) / f[0] }}{{ user.name|default("x", true)|upper|replace("a", 'b') }}
{{ x if y == 3 and z != "q" or not w else [1, 2, 3.5, v] }}{{ call(a, b=1, c={"k": v, "l": [1, 2]})["key"].m(n) }}
{% if a < b and c >= d or e in f and g is defined %}{{ -a ** 2 // 3 % h }}{% endif %}
{% set q = a.b(c.d(e.f(1)))|join(", ") %}
`,
} as const
