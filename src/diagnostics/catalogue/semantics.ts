import type { Span } from '../../source.js'
import { filterHabit } from '../habits.js'
import { quote } from '../quote.js'
import { didYouMean } from '../suggest.js'
import type { NoData, Rows } from './row.js'

/** What diagnostics of name resolution and inheritance checks have to say, by id. */
export interface SemanticsData {
  /** An option of the environment that does not exist or has a wrong value; `reason` continues the sentence. */
  'bad-option': { option: string; reason: string; known: readonly string[] }
  'unknown-filter': { name: string; known: readonly string[] }
  'unknown-test': { name: string; known: readonly string[] }
  'duplicate-block': { name: string }
  /** `jump` is `break` or `continue`. */
  'jump-outside-loop': { jump: string }
  /** `loop` as the target of a for. */
  'assign-to-loop': NoData
  /** An extends inside another tag than a top-level if. */
  'extends-not-top-level': NoData
  /** A macro parameter `caller` without a default. */
  'caller-default': NoData
}

/** Wording of the diagnostics of name resolution and inheritance checks. */
export const semantics: Rows<SemanticsData> = {
  'bad-option': {
    severity: 'error',
    error: 'render',
    jinja: {
      type: () => 'AssertionError',
      message: ({ option, reason }) => OPTION_WORDS[option] ?? `${quote(option)} ${reason}`,
    },
    message: ({ option, reason }) => `${quote(option)} ${reason}`,
    help: ({ option, known }) => didYouMean(option, known),
  },
  'unknown-filter': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateAssertionError',
    message: ({ name }) => `No filter named ${quote(name)}.`,
    help: ({ name, known }) => filterHabit(name) ?? didYouMean(name, known),
  },
  'unknown-test': {
    severity: 'error',
    error: 'syntax',
    jinja: { type: () => 'TemplateAssertionError', start: startOfTest },
    message: ({ name }) => `No test named ${quote(name)}.`,
    help: ({ name, known }) => didYouMean(name, known),
  },
  'duplicate-block': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateAssertionError',
    message: ({ name }) => `block ${quote(name)} defined twice`,
    help: ({ name }) => `To print the same block again, write {{ self.${name}() }}.`,
  },
  'jump-outside-loop': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: ({ jump }) => `${quote(jump)} outside loop`,
    help: ({ jump }) =>
      `Only the body of a for can ${jump}; a macro or block inside it is not part of the loop.`,
  },
  'assign-to-loop': {
    severity: 'error',
    error: 'syntax',
    jinja: {
      type: () => 'TemplateAssertionError',
      message: () => "Can't assign to special loop variable in for-loop target",
    },
    message: () => "Can't assign to special loop variable in for-loop",
    help: () => "Choose another name: inside the body 'loop' says where the loop is.",
  },
  'extends-not-top-level': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateAssertionError',
    message: () => 'cannot use extend from a non top-level scope',
    help: () => 'Move the extends to the top of the template.',
  },
  'caller-default': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateAssertionError',
    message: () =>
      'When defining macros or call blocks the special "caller" argument must be omitted or be given a default.',
    help: () => "Write 'caller=none'.",
  },
}

/** Where the `is` stands that a test's name follows. */
function startOfTest(text: string, { start }: Span): number {
  const found = /\bis(\s+not)?\s*$/.exec(text.slice(0, start))
  return found?.index ?? start
}

/** Jinja's words for the options that it checks itself. */
const OPTION_WORDS: Readonly<Record<string, string>> = {
  newline: "'newline_sequence' must be one of '\\n', '\\r\\n', or '\\r'.",
  delimiters: 'block, variable and comment start strings must be different.',
}
