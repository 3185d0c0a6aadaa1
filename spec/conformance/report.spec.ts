import { describe, expect, it } from 'vitest'
import { sameSpelling } from './character-references.js'
import { showDifference } from './difference.js'
import { withoutPrinting } from './printing.js'
import { report } from './report.js'
import { failed, passed, skipped } from './result.js'

describe('a difference', () => {
  it('shows short texts whole, with invisible characters spelled out', () => {
    expect(showDifference('a\nb', 'a\u2028b')).toEqual({ wanted: 'a\\nb', came: 'a\\u{2028}b' })
  })

  it('is visible in long texts', () => {
    const same = 'x'.repeat(5000)
    const { wanted, came } = showDifference(`${same}A`, `${same}B`)
    expect(wanted).toBe(`…${'x'.repeat(30)}A`)
    expect(came).toBe(`…${'x'.repeat(30)}B`)
  })
})

describe('a report', () => {
  const results = [
    passed({ id: 'a/1', topic: 'a' }, { class: true, line: false, message: null }),
    failed({ id: 'a/2', topic: 'a' }, 'output differs', 'x', 'y'),
    failed({ id: 'b/1', topic: 'b' }, 'output differs', 'x', 'z'),
    skipped({ id: 'b/2', topic: 'b' }, 'asynchronous'),
  ]

  it('counts by topic and ends with the sum alone on its line', () => {
    const lines = report(results, 20).split('\n')
    expect(lines[1]).toMatch(/^a +1 +1 +0 +1\/1 +0\/1$/)
    expect(lines.at(-1)).toBe('1 passed, 2 failed, 1 skipped')
  })

  it('shows as many failures as asked for, and why cases were not run', () => {
    const text = report(results, 1)
    expect(text).toContain('a/2  output differs\n  wanted  x\n  came    y')
    expect(text).not.toContain('b/1')
    expect(text).toContain('… and 1 more failures')
    expect(text).toContain('1  asynchronous')
  })

  it('names no skipped cases when all ran', () => {
    expect(
      report([passed({ id: 'a', topic: 'a' })], 20)
        .split('\n')
        .at(-1),
    ).toBe('1 passed, 0 failed')
  })
})

describe('character references', () => {
  it('are alike in every spelling, also when escaped twice', () => {
    expect(sameSpelling('&#34;&#39;&#92;&#96;&amp;#34;')).toBe(sameSpelling('&quot;&#x27;\\`&amp;quot;'))
    expect(sameSpelling('&lt;&amp;')).toBe('&lt;&amp;')
  })
})

describe('printing', () => {
  it('is all that differs between the same values in two dialects', () => {
    const same = (python: string, js: string): boolean => withoutPrinting(python) === withoutPrinting(js)
    expect(same("[(1, 'x'), None, 2.0]", '[[1, "x"], null, 2]')).toBe(true)
    expect(same('{&#39;a&#39;: True}', '{&#34;a&#34;: true}')).toBe(true)
    expect(same('aNone', 'a')).toBe(false)
    expect(same('[1, 2]', '[1, 3]')).toBe(false)
    expect(same('<b>', '&lt;b&gt;')).toBe(false)
  })
})
