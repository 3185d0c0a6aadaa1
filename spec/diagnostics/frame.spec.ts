import { expect, test } from 'vitest'
import { frame } from '../../src/diagnostics/frame.js'
import { Source } from '../../src/source.js'

/** The frame of the first place in `text` that reads `mark`. */
function frameOf(text: string, mark: string): string {
  const start = text.indexOf(mark)
  return frame(new Source('page.html', text), { start, end: start + mark.length })
}

test('shows the line with the lines around it', () => {
  expect(frameOf('<ul>\n{{ user|uper }}\n</ul>\n', 'uper')).toBe(
    ['  1 | <ul>', '  2 | {{ user|uper }}', '    |         ^^^^', '  3 | </ul>'].join('\n'),
  )
})

test('pads line numbers when they gain a digit', () => {
  expect(frameOf(`${'\n'.repeat(8)}{{ x }}\nlast`, 'x')).toBe(
    ['   9 | {{ x }}', '     |    ^', '  10 | last'].join('\n'),
  )
})

test('counts a tab as two columns', () => {
  expect(frameOf('\t\t{{\tx }}', 'x')).toBe(['  1 |     {{  x }}', '    |         ^'].join('\n'))
})

test('counts wide characters as two columns and combining marks as none', () => {
  expect(frameOf('漢字 {{ x }}', 'x')).toBe(['  1 | 漢字 {{ x }}', '    |         ^'].join('\n'))
  expect(frameOf('e\u0301 {{ x }}', 'x')).toBe(['  1 | e\u0301 {{ x }}', '    |      ^'].join('\n'))
  expect(frameOf('{{ 漢字 }}', '漢字')).toBe(['  1 | {{ 漢字 }}', '    |    ^^^^'].join('\n'))
  expect(frameOf('👍 {{ x }}', 'x')).toBe(['  1 | 👍 {{ x }}', '    |       ^'].join('\n'))
})

test('shows control and direction characters as a replacement', () => {
  expect(frameOf('a\u001b[31m\u202e{{ x }}', 'x')).toBe(
    ['  1 | a�[31m�{{ x }}', '    |           ^'].join('\n'),
  )
})

test('shows the part of a long line around the span', () => {
  const [line = '', caret = ''] = frameOf(`${'a'.repeat(5000)}{{ x }}${'b'.repeat(500_000)}`, 'x').split('\n')
  expect(line.length).toBeLessThan(115)
  expect(line.startsWith('  1 | …aaa')).toBe(true)
  expect(line.endsWith('bbb…')).toBe(true)
  expect(line[caret.indexOf('^')]).toBe('x')
})

test('marks a span that is longer than a line can show', () => {
  const [line = '', caret = ''] = frameOf(`{{ ${'x'.repeat(3000)} }}`, 'x'.repeat(3000)).split('\n')
  expect(line.length).toBeLessThan(115)
  expect(caret.replaceAll(/[ |]/g, '').length).toBeGreaterThan(90)
})

test('marks the first line of a span over several lines', () => {
  expect(frameOf('{% if a\n and b %}', 'a\n and b')).toBe(
    ['  1 | {% if a', '    |       ^', '  2 |  and b %}'].join('\n'),
  )
})

test('marks the end of the text with one caret', () => {
  const text = '{% if a %}\n'
  expect(frame(new Source(null, text), { start: 11, end: 11 })).toBe(
    ['  1 | {% if a %}', '  2 |', '    | ^'].join('\n'),
  )
  expect(frame(new Source(null, ''), { start: 0, end: 0 })).toBe(['  1 |', '    | ^'].join('\n'))
})

test('survives a span past the end', () => {
  expect(frame(new Source(null, 'ab'), { start: 50, end: 60 })).toBe(['  1 | ab', '    |   ^'].join('\n'))
})
