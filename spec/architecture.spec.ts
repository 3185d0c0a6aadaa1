/**
 * The invariants of ARCHITECTURE.md, executed. They are read off the parsed sources, so a rule is broken by code
 * and not by a comment that mentions it.
 */
import { build } from 'esbuild'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { Environment } from '../src/index.js'
import { Source } from '../src/source.js'
import { tags } from '../src/tags/index.js'
import { layers, outside, pools, pureFolders } from './architecture/layers.js'
import {
  isDeclaredExport,
  isEquality,
  isRead,
  isState,
  isWordList,
  isWrittenText,
} from './architecture/rules.js'
import { functionSizes, quantile } from './architecture/sizes.js'
import {
  importCycles,
  layerOf,
  nodesWhere,
  placeOf,
  root,
  type SourceFile,
  sourceTree,
} from './architecture/source-tree.js'

const files = sourceTree()

/** Places of nodes in the files of some layers that break a rule. */
function offences<T extends ts.Node>(
  among: readonly SourceFile[],
  is: (node: ts.Node) => node is T,
  breaks: (node: T, file: SourceFile) => boolean = () => true,
): string[] {
  return among.flatMap((file) =>
    nodesWhere(file, is)
      .filter((node) => breaks(node, file))
      .map((node) => `${placeOf(file, node)} ${node.getText(file.tree).split('\n')[0]}`),
  )
}

const within = (folders: readonly string[]) => files.filter(({ layer }) => folders.includes(layer))

describe('imports', () => {
  it('every layer is in the table', () => {
    expect(files.filter(({ layer }) => layers[layer] === undefined).map(({ path }) => path)).toEqual([])
  })

  it('go only where the table lets them', () => {
    const broken = files.flatMap((file) => {
      const allowed = layers[file.layer] ?? { values: [], types: [] }
      return file.imports
        .filter(({ target }) => target !== null && layerOf(target) !== file.layer)
        .filter(({ target, typeOnly }) => {
          const layer = layerOf(target ?? '')
          return !allowed.values.includes(layer) && !(typeOnly && allowed.types.includes(layer))
        })
        .map(({ from, typeOnly }) => `src/${file.path} imports ${typeOnly ? 'types of ' : ''}${from}`)
    })
    expect(broken).toEqual([])
  })

  it('form no cycles', () => {
    expect(importCycles(files)).toEqual([])
  })

  it('of node: modules stay at the edge', () => {
    const broken = files.filter(
      ({ path, imports }) =>
        imports.some(({ from, typeOnly }) => !typeOnly && isNode(from)) &&
        !outside.some((prefix) => path.startsWith(prefix)),
    )
    expect(broken.map(({ path }) => path)).toEqual([])
  })

  it('of packages are Chevrotain in two files, and what the command line and its modules need', () => {
    const used = files.flatMap(({ path, imports }) =>
      imports
        .filter(({ from, target, typeOnly }) => target === null && !typeOnly && !isNode(from))
        .map(({ from }) => ({ from, path })),
    )
    const chevrotain = used.filter(({ from }) => from.startsWith('chevrotain'))
    expect(chevrotain.filter(({ path }) => !CHEVROTAIN.includes(path))).toEqual([])
    const others = used.filter(({ from }) => !from.startsWith('chevrotain'))
    expect(others.filter(({ path }) => !['cli', 'precompile'].includes(layerOf(path)))).toEqual([])
  })

  it('name a file, not a folder', () => {
    const indexes = [
      'index.ts',
      'runtime/index.ts',
      'tags/index.ts',
      'runtime/filters/index.ts',
      'runtime/tests/index.ts',
    ]
    expect(files.filter(({ path }) => /(^|\/)index\.ts$/.test(path) && !indexes.includes(path))).toEqual([])
    const broken = files.flatMap(({ path, imports }) =>
      imports.filter(({ from, target }) => target !== null && !from.endsWith('.js')).map(() => path),
    )
    expect(broken).toEqual([])
  })

  it('export * is used nowhere', () => {
    expect(offences(files, ts.isExportDeclaration, ({ exportClause }) => exportClause === undefined)).toEqual(
      [],
    )
  })
})

const CHEVROTAIN = ['lexer/tokens.ts', 'parser/grammar.ts']

function isNode(from: string): boolean {
  return from.startsWith('node:')
}

describe('the compiler', () => {
  const pure = within(pureFolders)

  it('keeps nothing between calls', () => {
    const variables = pure
      .filter(({ path }) => pools[path] === undefined)
      .flatMap((file) =>
        file.tree.statements
          .filter(ts.isVariableStatement)
          .filter(isState)
          .map((node) => placeOf(file, node)),
      )
    expect(variables).toEqual([])
  })

  it('reads no globals of its host', () => {
    const hosts = new Set([
      'process',
      'globalThis',
      'window',
      'document',
      'console',
      'navigator',
      'fetch',
      'Buffer',
    ])
    expect(offences(pure, ts.isIdentifier, (node) => hosts.has(node.text) && isRead(node))).toEqual([])
  })

  it('knows tag names nowhere after the parser', () => {
    const names = tagNames()
    const compared = (node: ts.StringLiteral) =>
      names.has(node.text) &&
      (ts.isCaseClause(node.parent) || (ts.isBinaryExpression(node.parent) && isEquality(node.parent)))
    expect(names.size).toBeGreaterThan(10)
    expect(
      offences(within(['semantics', 'escape', 'codegen', 'sourcemap']), ts.isStringLiteral, compared),
    ).toEqual([])
  })

  it('writes await and yield in one file', () => {
    const emits = /\b(?:await|yield)\b(?!['"`])/
    const others = within(['codegen']).filter(({ path }) => path !== 'codegen/mode.ts')
    const written = offences(others, isWrittenText, (node) => emits.test(node.text) && !isWordList(node.text))
    expect(written).toEqual([])
  })

  it('has no default: in a pass, so a new kind of node is a type error', () => {
    expect(offences(within(['semantics', 'escape', 'codegen']), ts.isDefaultClause)).toEqual([])
  })
})

/** Names of tags, of their clauses and ends, less the words that the closed core has itself. */
function tagNames(): Set<string> {
  const core = new Set(
    within(['ast']).flatMap((file) => nodesWhere(file, ts.isStringLiteral).map(({ text }) => text)),
  )
  const names = Object.values(tags).flatMap((group) =>
    group.flatMap(({ name, end, clauses }) => [
      name,
      end,
      ...clauses.flatMap((each) => [each.name, each.alias]),
    ]),
  )
  return new Set(names.filter((name) => name !== null && !core.has(name)).map(String))
}

describe('the tree', () => {
  const compile = (text: string) => new Environment().compile(new Source('page.html', text))

  it.each([
    '{{ a.b( }} then {{ c }}',
    '{% if a %} never closed',
    '{% wat %}{% endfor %}{{ ',
    '{% for in x %}{{ x }}{% endfor %}',
    '{% raw %}{# {% block %}',
  ])('of %s comes with problems, not with an exception', (text) => {
    const { tree, problems } = compile(text)
    expect(tree.kind).toBe('Template')
    expect(problems).not.toEqual([])
  })
})

describe('tags', () => {
  const own = within(['tags']).filter(({ path }) => path !== 'tags/index.ts')
  const listed = files.find(({ path }) => path === 'tags/index.ts')?.imports.map(({ target }) => target) ?? []

  it('are syntax only: at most 60 lines', () => {
    const long = own.filter(({ path, text }) => listed.includes(path) && text.split('\n').length > 61)
    expect(long.map(({ path }) => path)).toEqual([])
  })

  it('read with the cursor: nothing of the parser or lexer but types', () => {
    const broken = own.filter(({ imports }) =>
      imports.some(
        ({ target, typeOnly }) => !typeOnly && ['parser', 'lexer'].includes(layerOf(target ?? '')),
      ),
    )
    expect(broken.map(({ path }) => path)).toEqual([])
  })
})

describe('errors', () => {
  it('are made from the catalogue', () => {
    const makes = (node: ts.NewExpression) => /^(?:[A-Z]\w*)?Error$/.test(node.expression.getText())
    const elsewhere = files.filter(
      ({ layer, path }) => layer !== 'diagnostics' && path !== 'runtime/fault.ts',
    )
    expect(offences(elsewhere, ts.isNewExpression, makes)).toEqual([])
  })
})

describe('the runtime', () => {
  it('bundles without the compiler', async () => {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: ['src/runtime/index.ts'],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'neutral',
    })
    const strangers = Object.keys(metafile.inputs).filter((path) => !path.startsWith('src/runtime/'))
    expect(strangers).toEqual([])
  })
})

describe('names', () => {
  it('of files are kebab-case nouns, none of them a drawer', () => {
    const drawer = /^(?:utils?|helpers?|common|misc|shared|lib|impl|ctx|mgr|data|info|handle|process)$/
    const parts = files.flatMap(({ path }) => path.replace(/\.ts$/, '').split('/'))
    expect(parts.filter((part) => drawer.test(part) || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(part))).toEqual([])
  })
})

describe('sizes', () => {
  const functions = files.flatMap(functionSizes)
  const over = (measure: 'lines' | 'parameters' | 'complexity' | 'nesting', most: number) =>
    functions.filter((size) => size[measure] > most).map((size) => `${size.place} ${size[measure]}`)

  it('of files stay under 500 lines, nearly all under 350', () => {
    const lines = files.map(({ text }) => text.split('\n').length)
    expect(files.filter((_, index) => (lines[index] ?? 0) > 500).map(({ path }) => path)).toEqual([])
    expect(quantile(lines, 0.95)).toBeLessThanOrEqual(350)
  })

  it('of functions stay under 80 lines, nearly all under 35, half under 8', () => {
    expect(over('lines', 80)).toEqual([])
    const lines = functions.map(({ lines }) => lines).filter((count) => count > 1)
    expect(quantile(lines, 0.95)).toBeLessThanOrEqual(35)
    expect(quantile(lines, 0.5)).toBeLessThanOrEqual(8)
  })

  it('of decisions: complexity 15, nesting 4, parameters 4', () => {
    expect(over('complexity', 15)).toEqual([])
    expect(over('nesting', 4)).toEqual([])
    expect(over('parameters', 4)).toEqual([])
    expect(
      quantile(
        functions.map(({ complexity }) => complexity),
        0.95,
      ),
    ).toBeLessThanOrEqual(8)
  })

  it('of trust: no any, few casts', () => {
    expect(offences(files, (node): node is ts.Node => node.kind === ts.SyntaxKind.AnyKeyword)).toEqual([])
    const codeLines = files.reduce((sum, { text }) => sum + text.split('\n').length, 0) / 1000
    const casts = offences(files, ts.isAsExpression, ({ type }) => type.getText() !== 'const')
    const bangs = offences(files, ts.isNonNullExpression)
    expect(casts.length / codeLines, casts.join('\n')).toBeLessThanOrEqual(3)
    expect(bangs.length / codeLines, bangs.join('\n')).toBeLessThanOrEqual(3)
  })
})

describe('exports', () => {
  it('have a doc comment', () => {
    const documented = (file: SourceFile, node: ts.Statement) =>
      (ts.getLeadingCommentRanges(file.text, node.pos) ?? []).some(({ pos }) =>
        file.text.startsWith('/**', pos),
      )
    const bare = files.flatMap((file) =>
      file.tree.statements
        .filter((node) => isDeclaredExport(node) && !documented(file, node))
        .map((node) => `${placeOf(file, node)} ${node.getText(file.tree).split('\n')[0]}`),
    )
    expect(bare).toEqual([])
  })
})
