import { failed, passed, type Result, skipped } from '../conformance/result.js'
import type { Checker, Verdict } from './checker.js'
import type { GoCase, StructCase, SysCase } from './corpus.js'
import type { Outcome } from './render-case.js'

/** Says of each case whether what came of it is right. */
export class Judge {
  readonly #checker: Checker
  readonly #known: ReadonlyMap<string, string>

  /** `known` are cases that come out otherwise on purpose, with the reason. */
  constructor(checker: Checker, known: ReadonlyMap<string, string>) {
    this.#checker = checker
    this.#known = known
  }

  /** A value in a place: never unsafe, refused only where that is sensible, and harmless values are kept. */
  sys(one: SysCase, came: Outcome): Result {
    const { context, payload } = one
    const subject = { id: one.id, topic: `sys ${context.group}` }
    const known = this.#known.get(`sys/${context.id}`) ?? this.#known.get(one.id)
    if (known !== undefined) return skipped(subject, known)
    const verdict = this.#checker.check(context, payload.v, came)
    const wrong = reasonOf(one, verdict)
    return wrong === null
      ? passed(subject)
      : failed(subject, wrong, one.go ?? one.go_error ?? '', shown(came))
  }

  /** A value through a structure: as in one template that does the same. */
  struct(one: StructCase, came: Outcome): Result {
    const { id, structure, payload } = one
    const subject = { id, topic: `struct ${structure.id.split('-', 1)[0] ?? ''}` }
    const known = this.#known.get(`struct/${structure.id}`)
    if (known !== undefined) return skipped(subject, known)
    const wanted = structure.flat.tpl
    if (structure.expect === 'error') {
      return typeof came === 'object' ? passed(subject) : failed(subject, 'no error', 'an error', came)
    }
    if (typeof came === 'object') {
      if (structure.expect === 'either') return passed(subject)
      return failed(subject, 'refused', wanted, shown(came))
    }
    if (structure.trusted) return passed(subject)
    const place = {
      id: structure.id,
      file: 'a.html',
      fix: {},
      base: structure.flat.base ?? 'zslot9',
      tpl: wanted,
    }
    const { verdict, reasons } = this.#checker.check(place, payload.v, came)
    return verdict === 'unsafe' ? failed(subject, `unsafe: ${reasons[0]}`, wanted, came) : passed(subject)
  }

  /** A template of another engine's tests: the same document, or an error where that has one. */
  go(one: GoCase, came: Outcome): Result {
    const subject = { id: one.id, topic: `go ${one.kind}` }
    if (one.kind === 'context' || one.kind === 'function') return skipped(subject, 'not about rendering')
    if (one.mapped === false) return skipped(subject, 'no such template in Jinja')
    const known = this.#known.get(one.id)
    if (known !== undefined) return skipped(subject, known)
    if (one.kind === 'error') {
      if (typeof came === 'object' || one.must_error !== true) return passed(subject)
      return failed(subject, 'no error', one.go_error ?? '', came)
    }
    const wanted = one.expected ?? ''
    if (typeof came === 'object') return failed(subject, 'refused', wanted, shown(came))
    const { ok, why = '' } = this.#checker.equiv(wanted, came)
    return ok ? passed(subject) : failed(subject, why, wanted, came)
  }
}

function shown(came: Outcome): string {
  return typeof came === 'string' ? came : came.error
}

/** What is wrong with a page, or null. */
function reasonOf({ context, payload, go_error, go_fidelity }: SysCase, verdict: Verdict): string | null {
  const benign = payload.tags.includes('benign')
  switch (verdict.verdict) {
    case 'unsafe':
      return `unsafe: ${verdict.reasons[0]}`
    case 'rejected':
      return context.rec === 'error' || go_error !== undefined ? null : 'refused'
    case 'broken':
      return benign && go_fidelity !== undefined ? `broken: ${verdict.reasons[0]}` : null
    case 'safe':
      return benign && go_fidelity === 'exact' && verdict.fidelity === 'lossy' ? 'not the same value' : null
  }
}
