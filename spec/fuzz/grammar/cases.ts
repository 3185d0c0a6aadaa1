import fc from 'fast-check'
import type { JinjaOptions } from '../../conformance/formats.js'
import { type FuzzCase, MAIN } from '../fuzz-case.js'
import { phrase, several, word } from './phrase.js'
import { BLOCK_NAME, outputs, prelude, statement } from './statements.js'
import { vars } from './values.js'

/** The tags of a template that every path of references ends in, so that nothing goes round in circles. */
const leaf = several(
  word('leaf', '{{ s }}', '{{ x }}', '{% set x = 5 %}', '{{ loop is defined }}', '\n', '{{ n }}'),
  {
    min: 1,
    between: '',
  },
)

const body = several(statement, { min: 1, max: 4, between: '' })
const short = several(statement, { min: 1, max: 2, between: '' })

const library = phrase`{% macro m1(x, y=2) %}<{{ x }}{{ y }}{{ s }}>{% endmacro %}{% set x = ${word('1', 's', '"<x>"')} %}${word(
  '{% macro m3() %}{{ varargs }}{{ kwargs }}{{ caller() if caller }}{% endmacro %}',
  '{% macro _p() %}p{% endmacro %}{% set _q = 1 %}',
  '{{ n }}{% set n = 9 %}{% macro m3(a) %}{{ a }}{{ n }}{% endmacro %}',
)}${word('', '\n', 'text')}`

const base = phrase`${word('', '{% extends "root" %}')}<{% block b0 %}${short}{% endblock %}>${word(
  '',
  '{% block b1 scoped %}{{ s }}{% endblock %}',
  '{% for x in xs %}{% block b1 scoped %}{{ x }}{% endblock %}{% endfor %}',
  '{% block b1 required %}{% endblock %}',
  '{{ self.b0() }}{% set x = "base" %}',
  '{% block b1 %}{% block b2 %}inner{{ x }}{% endblock %}{% endblock %}',
)}`

const root = phrase`[{% block b0 %}root{{ x }}{% endblock %}]${word('', '{% block b3 %}{{ n }}{% endblock %}')}`

const parent = word(
  '',
  '',
  '',
  '',
  '{% extends "base" %}',
  '{% extends "base" if b else "root" %}',
  '{% if b %}{% extends "base" %}{% endif %}',
)

/** Only those templates are kept that the others speak of, so that a printed case is short. */
function needed(templates: Readonly<Record<string, string>>): Record<string, string> {
  const kept = new Map([[MAIN, templates[MAIN] ?? '']])
  for (const text of kept.values()) {
    for (const [name, source] of Object.entries(templates)) {
      if (name !== MAIN && (text.includes(`"${name}"`) || (name === 'part' && text.includes('"pa"')))) {
        kept.set(name, source)
      }
    }
  }
  return Object.fromEntries(kept)
}

/** Numbers the blocks of a template. */
function nameBlocks(text: string, from: number): string {
  let next = from
  return text.replaceAll(BLOCK_NAME, () => `b${next++}`)
}

/** Blocks in included templates would take the same names, which is fine; in `base`, `b0` to `b2` are taken. */
const sets = fc
  .record({
    [MAIN]: phrase`${parent}${prelude}${body}`,
    part: phrase`${prelude}${short}`,
    base,
    root,
    lib: library,
    leaf,
  })
  .map((texts) =>
    needed({
      ...Object.fromEntries(
        Object.entries(texts).map(([name, text]) => [name, nameBlocks(text, name === 'base' ? 4 : 0)]),
      ),
      part: nameBlocks(texts.part, 0).replaceAll('"part"', '"leaf"').replaceAll('"pa" ~ "rt"', '"leaf"'),
      base: nameBlocks(texts.base, 4),
    }),
  )

const env: fc.Arbitrary<JinjaOptions> = fc
  .record({
    autoescape: fc.constantFrom(false, false, true),
    trim_blocks: fc.constantFrom(false, false, true),
    lstrip_blocks: fc.constantFrom(false, false, true),
    keep_trailing_newline: fc.constantFrom(false, false, true),
    undefined: fc.constantFrom(
      'Undefined',
      'Undefined',
      'ChainableUndefined',
      'DebugUndefined',
      'StrictUndefined',
    ),
    newline_sequence: fc.constantFrom('\n', '\n', '\n', '\r\n'),
  })
  .map((options) => ({ ...options, extensions: ['do', 'loopcontrols'] }))
  .map((options) =>
    Object.fromEntries(
      Object.entries(options).filter(
        ([, value]) => value !== false && value !== '\n' && value !== 'Undefined',
      ),
    ),
  )

/** Whole sets of templates, and single outputs, which find what is wrong with values sooner. */
export const cases: fc.Arbitrary<FuzzCase> = fc.record({
  templates: fc.oneof(
    { weight: 2, arbitrary: sets },
    { weight: 1, arbitrary: outputs.map((text) => ({ [MAIN]: text })) },
  ),
  vars,
  env,
})
