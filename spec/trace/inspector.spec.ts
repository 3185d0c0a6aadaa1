/** Breakpoints on lines of templates pause there, in a real debugging session of Node. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { emitHere } from '../../src/precompile/emit.js'
import { precompile } from '../../src/precompile/precompile.js'
import { root as project } from '../architecture/source-tree.js'

const files = {
  'page.html': [
    '{% from "forms.html" import field %}',
    '<ul>',
    '{% for item in items %}',
    '  <li>{{ item.name }}</li>',
    '{% endfor %}',
    '</ul>',
    '{{ field("q") }}',
    '{% include "part.html" %}',
  ],
  'forms.html': ['{% macro field(name) %}', '  <p>text</p>', '  <input name="{{ name }}">', '{% endmacro %}'],
  'part.html': ['<hr>', '{% if items %}', '  {{ items|length }}', '{% endif %}'],
}

const root = mkdtempSync(join(tmpdir(), 'torii trace '))
mkdirSync(join(root, 'node_modules'))
symlinkSync(project, join(root, 'node_modules/toriijs'))
for (const [name, lines] of Object.entries(files)) writeFileSync(join(root, name), lines.join('\n'))
afterAll(() => rmSync(root, { recursive: true }))

interface Seen {
  readonly same: boolean
  readonly pauses: readonly { readonly file: string; readonly line: number; readonly item: string | null }[]
}

async function debug(how: string, ...breakpoints: readonly string[]): Promise<Seen> {
  const program = fileURLToPath(new URL('inspector/debuggee.mjs', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [program, root, how, ...breakpoints], {
    timeout: 60_000,
  })
  return JSON.parse(stdout)
}

test.each(['development', 'disk', 'precompiled'])(
  'in a loop, in the macro of an imported file and in an included file: %s',
  async (how) => {
    const job = { root, out: join(root, 'dist'), options: { sourceMap: true } }
    if (how === 'precompiled') await precompile(job, emitHere)
    const { same, pauses } = await debug(how, 'page.html:4', 'forms.html:3', 'part.html:3')
    const once = [
      { file: 'page.html', line: 4, item: 'a' },
      { file: 'page.html', line: 4, item: 'b' },
      { file: 'forms.html', line: 3, item: null },
      { file: 'part.html', line: 3, item: null },
    ]
    expect(same).toBe(true)
    expect(pauses).toEqual([...once, ...once])
  },
  90_000,
)
