import { escapeHtml } from '../../runtime/escape.js'
import type { Account, ExcerptedPlace, ExcerptLine } from './account.js'

/** The development page as HTML. */
export function accountPage(account: Account): string {
  const { name, reason, help, places, kinds, vars, trace, environ } = account
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(`${name}: ${reason}`)}</title>
<style>${STYLE}</style>
<h1><small>${escapeHtml(name)}</small> ${escapeHtml(reason)}</h1>
${help === null ? '' : `<p class="help">${escapeHtml(help)}</p>`}
${kinds.length === 0 ? '' : `<p>${escapeHtml(kinds.join(', '))}</p>`}
${places.map(placeHtml).join('\n')}
${table('Vars', vars)}
<h2>JavaScript</h2>
<pre>${escapeHtml(trace)}</pre>
${table('Request', environ)}
</html>
`
}

const STYLE = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h1 small{display:block;color:#c33}h2{font-size:1.1rem}.help{font-style:italic}
pre{overflow:auto;padding:.5rem;border:1px solid #8884;border-radius:.3rem}
mark{background:#fc6;color:#000}b{color:#c33}i{color:#888;font-style:normal}
table{border-collapse:collapse;width:100%}td{border-top:1px solid #8884;padding:.2rem .5rem;vertical-align:top;overflow-wrap:anywhere}
td:first-child{white-space:nowrap;font-weight:600}`

function placeHtml({ place, lines }: ExcerptedPlace): string {
  const code = lines.length === 0 ? '' : `\n<pre>${lines.map(lineHtml).join('\n')}</pre>`
  return `<h2>${escapeHtml(place)}</h2>${code}`
}

function lineHtml({ number, before, marked, after }: ExcerptLine): string {
  const digits = String(number).padStart(4)
  const gutter = marked === '' ? `<i>${digits}</i>` : `<b>${digits}</b>`
  const middle = marked === '' ? '' : `<mark>${escapeHtml(marked)}</mark>`
  return `${gutter}  ${escapeHtml(before)}${middle}${escapeHtml(after)}`
}

function table(title: string, rows: readonly (readonly [string, string])[]): string {
  if (rows.length === 0) return ''
  const cells = rows.map(
    ([name, value]) => `<tr><td>${escapeHtml(name)}</td><td>${escapeHtml(value)}</td></tr>`,
  )
  return `<h2>${title}</h2>\n<table>\n${cells.join('\n')}\n</table>`
}

/** The same for terminals. */
export function accountText({ name, reason, help, places, vars, trace, environ }: Account): string {
  return [
    `${name}: ${reason}`,
    ...(help === null ? [] : [help]),
    ...places.flatMap(placeText),
    ...section('Vars', vars),
    '',
    'JavaScript',
    trace,
    ...section('Request', environ),
    '',
  ].join('\n')
}

function placeText({ place, lines }: ExcerptedPlace): string[] {
  return ['', place, ...lines.flatMap(lineText)]
}

function lineText({ number, before, marked, after }: ExcerptLine): string[] {
  const line = `${String(number).padStart(4)} | ${before}${marked}${after}`
  const carets = `     | ${' '.repeat(before.length)}${'^'.repeat(marked.length)}`
  return marked === '' ? [line] : [line, carets]
}

function section(title: string, rows: readonly (readonly [string, string])[]): string[] {
  return rows.length === 0 ? [] : ['', title, ...rows.map(([name, value]) => `  ${name}: ${value}`)]
}
