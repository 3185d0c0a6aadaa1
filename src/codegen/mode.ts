/**
 * How the functions of a template give their output: as one text, as chunks while it is made, or as the list of printed
 * values. Everything that is
 * written differently for a mode is written here and nowhere else.
 */
import { type Code, join, js } from './code.js'
import type { Printing, Routine } from './routine.js'

/** The name of a mode. */
export type ModeName = 'text' | 'chunks' | 'values'

/** What differs between modes. */
export interface Mode {
  /** Code for an empty buffer. */
  readonly empty: string
  /** Whether what is printed is text, so that texts may be joined and empty ones left out. */
  readonly isText: boolean
  /** Code that adds pieces of output to a buffer. */
  add(buffer: string, pieces: readonly Code[]): Code
  /** Code for a value as it is printed. */
  printed(value: Code, printing: Printing): Code
  /** Code for a finished buffer as a value. */
  captured(buffer: string, printing: Printing): Code
  /** Code for a template whose module is imported, from code for the template. */
  imported(template: Code): Code
  /** The first line of a root or block, up to the brace. */
  head(fn: Code): Code
  /** Code for a template as this mode runs it, from code for the template. */
  program(template: Code): Code
  /** Adds what another root or block gives. */
  delegate(output: Code, routine: Routine): void
  /** Adds the end of a round of a loop. */
  pause(routine: Routine): void
  /** Adds the end of a root or block; `parent` is code for the output of the template's parent, or null. */
  finish(routine: Routine, parent: Code | null): void
}

/** Output that is text: printed values are escaped and joined; a captured body is markup where output is escaped. */
const asText: Pick<Mode, 'empty' | 'isText' | 'add' | 'printed' | 'captured' | 'imported'> = {
  empty: '""',
  isText: true,
  add: (buffer, pieces) => js`${buffer} += ${join(pieces, ' + ')};`,
  printed(value, printing) {
    if (typeof printing === 'object') return js`$.print(${printing.flag}, ${value})`
    return printing === 'on' ? js`$.escape(${value})` : js`$.text(${value})`
  },
  captured(buffer, printing) {
    if (printing === 'off') return buffer
    if (printing === 'on') return js`$.markup(${buffer})`
    return js`(${printing.flag} ? $.markup(${buffer}) : ${buffer})`
  },
  imported: (template) => template,
}

/** Output is added to one text, which the function returns. */
const text: Mode = {
  ...asText,
  head: (fn) => js`function ${fn}(scope)`,
  program: (template) => template,
  delegate: (output, { lines, buffer }) => lines.add(js`${buffer} += ${output};`),
  pause() {},
  finish: ({ lines, buffer }, parent) =>
    lines.add(js`return ${parent === null ? buffer : js`${buffer} + ${parent}`};`),
}

/** A chunk is given away when it is longer than this many UTF-16 units. */
const CHUNK = 16_384

/** Output is given away piece by piece. Macros and captured bodies stay text, since they are values. */
const chunks: Mode = {
  ...asText,
  head: (fn) => js`function* ${fn}(scope)`,
  // A template that may be missing has no chunks either.
  program: (template) => js`${template}?.chunked`,
  delegate(output, routine) {
    const { lines, buffer } = routine
    if (!routine.streams()) return lines.add(js`${buffer} += $.joined(${output});`)
    lines.add(`yield ${buffer};`)
    lines.add(`${buffer} = "";`)
    lines.add(js`yield* ${output};`)
  },
  pause(routine) {
    const { lines, buffer } = routine
    if (!routine.streams()) return
    lines.from = null
    lines.nest(`if (${buffer}.length > ${CHUNK}) {`, () => {
      lines.add(`yield ${buffer};`)
      lines.add(`${buffer} = "";`)
    })
  },
  finish({ lines, buffer }, parent) {
    lines.add(`yield ${buffer};`)
    if (parent !== null) lines.add(js`yield* ${parent};`)
  },
}

/** Printed values are kept as they are, in a list; captured bodies are the one value their list comes to. */
const values: Mode = {
  empty: '[]',
  isText: false,
  add: (buffer, pieces) => js`${buffer}.push(${join(pieces, ', ')});`,
  printed: (value) => value,
  captured: (buffer) => js`$.native(${buffer})`,
  imported: (template) => js`${template}.valued`,
  head: (fn) => js`function ${fn}(scope)`,
  program: (template) => js`${template}?.valued`,
  delegate: (output, { lines, buffer }) => lines.add(js`${buffer}.push(...${output});`),
  pause() {},
  finish: ({ lines, buffer }, parent) =>
    lines.add(js`return ${parent === null ? buffer : js`[...${buffer}, ...${parent}]`};`),
}

/** The modes by name. */
export const modes: Readonly<Record<ModeName, Mode>> = { text, chunks, values }
