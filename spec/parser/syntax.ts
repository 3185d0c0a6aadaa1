import type { ParserSyntax } from '../../src/parser/syntax.js'
import type { Tag } from '../../src/parser/tag.js'
import { type TagGroup, tags } from '../../src/tags/index.js'

/** Jinja's syntax with the tags of some groups, and of the test itself. */
export function syntaxWith(groups: readonly TagGroup[] = ['core'], own: readonly Tag[] = []): ParserSyntax {
  const enabled = [...groups.flatMap((group) => tags[group]), ...own]
  return {
    delimiters: {
      block: ['{%', '%}'],
      output: ['{{', '}}'],
      comment: ['{#', '#}'],
      lineStatement: null,
      lineComment: null,
    },
    trimBlocks: false,
    lstripBlocks: false,
    trimComments: true,
    questionNames: false,
    deafTag: null,
    keepTrailingNewline: false,
    newline: '\n',
    regexLiterals: false,
    strictEquality: false,
    trivia: false,
    tags: new Map(enabled.map((tag) => [tag.name, tag])),
    bareKeys: false,
    elseif: false,
    i18n: { newstyle: false, trimmed: false },
  }
}

/** Every group of built-in tags. */
export const ALL: readonly TagGroup[] = ['core', 'do', 'loopcontrols', 'i18n', 'debug', 'nunjucks']
