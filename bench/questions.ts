import { type CompileResult, compileSpeed, compileTable } from './compile.js'
import type { Engine } from './engines.js'
import { type GrowthResult, growth, growthTables } from './growth.js'
import { type InstructionResult, instructionCounts, instructionTable } from './instructions.js'
import { type DialectResult, pythonSpeed, pythonTable } from './python.js'
import { type RenderResult, renderSpeed, renderTable } from './render.js'
import { type StartResult, startCost, startTable } from './start.js'
import { asText } from './table.js'
import { type ReplyResult, replySpeed, replyTable } from './view.js'
import type { AnyWorkload } from './workload.js'

/** What the benchmark can answer, by question. */
export interface Answers {
  readonly render: readonly RenderResult[]
  readonly python: readonly DialectResult[]
  readonly compile: readonly CompileResult[]
  readonly view: ReplyResult
  readonly start: readonly StartResult[]
  readonly growth: GrowthResult
  readonly instructions: readonly InstructionResult[]
}

/** Of what and how thoroughly something is asked. */
export interface Asked {
  readonly workloads: readonly AnyWorkload[]
  readonly engines: readonly Engine[]
  /** How often each contender has its turn; 0 only checks that all do the same. */
  readonly rounds: number
  /** How many renders memory is watched over. */
  readonly renders: number
}

/** An answer, for people too, and what went wrong. */
export interface Answered<Answer> {
  /** Null when it could not be found out. */
  readonly answer: Answer | null
  readonly text: string
  readonly failures: readonly string[]
}

/** How each question is answered. */
export const questions: {
  readonly [Name in keyof Answers]: (asked: Asked) => Promise<Answered<Answers[Name]>>
} = {
  async render({ workloads, engines, rounds }) {
    const answer = await renderSpeed(workloads, engines, rounds)
    const failures = answer.flatMap(({ workload, failures }) =>
      Object.entries(failures).map(
        ([engine, reason]) => `${engine} did not give the page ${workload}:\n${reason}`,
      ),
    )
    return { answer, text: asText(renderTable(answer)), failures }
  },
  async python({ workloads, rounds }) {
    const answer = await pythonSpeed(workloads, rounds)
    const failures = answer.flatMap(({ workload, failure }) =>
      failure === null ? [] : [`The python dialect did not give the page ${workload}:\n${failure}`],
    )
    return { answer, text: asText(pythonTable(answer)), failures }
  },
  async compile({ rounds }) {
    const answer = await compileSpeed(rounds)
    const title = 'How long does parsing, and all of compiling, take? Growth: time per byte by that at 100 KB'
    return { answer, text: `${title}\n\n${compileTable(answer)}`, failures: [] }
  },
  async view({ rounds }) {
    const answer = await replySpeed(rounds)
    return { answer, text: asText(replyTable(answer)), failures: [] }
  },
  async start({ engines, rounds }) {
    const answer = await startCost(engines, rounds)
    return { answer, text: asText(startTable(answer)), failures: [] }
  },
  async growth({ renders }) {
    const answer = await growth(renders)
    return { answer, text: growthTables(answer).map(asText).join('\n\n'), failures: answer.failures }
  },
  async instructions({ workloads, engines }) {
    const answer = await instructionCounts(
      workloads,
      engines.map(({ name }) => name),
    )
    return { answer, text: answer === null ? '' : asText(instructionTable(answer)), failures: [] }
  },
}
