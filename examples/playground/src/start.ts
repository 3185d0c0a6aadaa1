import type { Input } from './run/messages.js'

/** What the playground starts with when its address says nothing else. */
export const START: Input = {
  template: `{# Point at a name here, in the code or in the tree. -#}
{% macro price(cents) %}€{{ '%.2f'|format(cents / 100) }}{% endmacro -%}

<h1>Menu for {{ guest.name|title }}</h1>
<ul>
{%- for dish in dishes if not dish.sold_out %}
  <li>{{ loop.index }}. {{ dish.name }}: {{ price(dish.cents) }}</li>
{%- else %}
  <li>The kitchen is closed.</li>
{%- endfor %}
</ul>
<p>{{ guest.note or 'Enjoy!' }}</p>
`,
  vars: `{
  "guest": { "name": "aoi mori", "note": "no <nuts>, please" },
  "dishes": [
    { "name": "Ramen", "cents": 1250 },
    { "name": "Fish & chips", "cents": 990, "sold_out": true },
    { "name": "Zaru soba", "cents": 1100 }
  ]
}
`,
  dialect: 'js',
  escaping: true,
}
