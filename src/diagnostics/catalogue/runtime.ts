import type { FaultData } from '../../runtime/fault.js'
import { filterHabit } from '../habits.js'
import { quote, withArticle } from '../quote.js'
import { didYouMean } from '../suggest.js'
import { argumentRows } from './arguments.js'
import type { Rows } from './row.js'
import { valueRows } from './values.js'

/** Wording of what can fail while a template renders. */
export const runtime: Rows<FaultData> = {
  ...valueRows,
  ...argumentRows,
  'missing-filter': {
    severity: 'error',
    error: 'render',
    jinja: {
      type: () => 'TemplateRuntimeError',
      message: ({ name, called }) =>
        `No filter named ${called === undefined ? `${quote(name)} found` : called}.`,
    },
    message: ({ name }) => `No filter named ${quote(name)} found.`,
    help: ({ name, known }) => filterHabit(name) ?? didYouMean(name, known),
  },
  'missing-test': {
    severity: 'error',
    error: 'render',
    jinja: {
      type: () => 'TemplateRuntimeError',
      message: ({ name, called }) =>
        `No test named ${called === undefined ? `${quote(name)} found` : called}.`,
    },
    message: ({ name }) => `No test named ${quote(name)} found.`,
    help: ({ name, known }) => didYouMean(name, known),
  },
  'required-block': {
    severity: 'error',
    error: 'render',
    jinja: 'TemplateRuntimeError',
    message: ({ name }) => `Required block ${quote(name)} not found`,
    help: ({ name }) => `A template that extends this one has to define {% block ${name} %}.`,
  },
  'missing-block': {
    severity: 'error',
    error: 'render',
    jinja: 'KeyError',
    message: ({ name }) => `There is no block named ${quote(name)}`,
    help: () => null,
  },
  'misplaced-block': {
    severity: 'error',
    error: 'render',
    jinja: 'TemplateRuntimeError',
    message: ({ name, reason }) =>
      `The block ${quote(name)} does not fit into the text, where its parent has it: ${reason}`,
    help: () => 'Complete in the block what it begins.',
  },
  'include-end': {
    severity: 'error',
    error: 'render',
    jinja: 'TemplateRuntimeError',
    message: ({ template, ends }) => `Template ${quote(template)} ends ${ends}, not where it began`,
    help: () => 'What is included has to close the tags, quotes and scripts that it opens.',
  },
  'context-variant': {
    severity: 'error',
    error: 'render',
    jinja: 'TemplateRuntimeError',
    message: ({ template, use }) =>
      `Template ${quote(template)} was not precompiled for the place where it is used (${use})`,
    help: () => 'Precompile it together with the templates that use it, and refer to it by a constant name.',
  },
  'extended-twice': {
    severity: 'error',
    error: 'render',
    jinja: 'TemplateRuntimeError',
    message: () => 'extended multiple times',
    help: () => 'A template has one parent; choose it with {% extends a if test else b %}.',
  },
  'template-not-found': {
    severity: 'error',
    error: 'not-found',
    jinja: {
      type: ({ listed }) => (listed === true ? 'TemplatesNotFound' : 'TemplateNotFound'),
      message: ({ names, listed, shown }) => (listed === true ? noneOf(names) : (shown ?? names[0] ?? '')),
    },
    message: ({ names }) =>
      names.length === 1
        ? `Template ${quote(names[0] ?? '')} not found`
        : `none of the templates given were found: ${names.join(', ')}`,
    help: ({ tried }) => (tried.length === 0 ? null : `Looked in ${tried.join(', ')}.`),
  },
  'no-loader': {
    severity: 'error',
    error: 'render',
    jinja: 'TypeError',
    message: () => 'no loader for this environment specified',
    help: () => "Give the environment a 'loader', such as new FileLoader('templates').",
  },
  'template-cycle': {
    severity: 'error',
    error: 'render',
    jinja: 'RecursionError',
    message: ({ chain }) => `Templates lead back to themselves without end: ${chain.join(' → ')}`,
    help: () => null,
  },
  'not-a-template': {
    severity: 'error',
    error: 'render',
    jinja: { type: () => 'TemplateNotFound', message: ({ kind, shown }) => shown ?? kind },
    message: ({ kind }) => `A template or its name is needed here, not ${withArticle(kind)}`,
    help: () => null,
  },
  'bad-vars': {
    severity: 'error',
    error: 'render',
    jinja: 'TypeError',
    message: ({ kind }) =>
      `The variables of a template are a plain object or a Map, not ${withArticle(kind)}`,
    help: () => null,
  },
  'too-deep': {
    severity: 'error',
    error: 'limit',
    jinja: 'RecursionError',
    message: () => 'Macros, blocks or templates call each other without end',
    help: () => 'Give the recursion a case in which it stops.',
  },
  'too-large': {
    severity: 'error',
    error: 'limit',
    jinja: 'OverflowError',
    message: ({ what }) => `The result would be too large (${what})`,
    help: () => null,
  },
  'host-error': {
    severity: 'error',
    error: 'render',
    jinja: { type: ({ type }) => type ?? 'Exception', message: ({ message }) => message },
    message: ({ message }) => (message === '' ? "The application's own code failed" : message),
    help: ({ message, type }) =>
      type === undefined && message !== ''
        ? null
        : "The application's own code threw this; the error's cause has the details.",
  },
}

function noneOf(names: readonly string[]): string {
  return names.length === 0
    ? 'Tried to select from an empty list of templates.'
    : `none of the templates given were found: ${names.join(', ')}`
}
