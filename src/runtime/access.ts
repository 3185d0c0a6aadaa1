import { hostFault } from './call.js'
import { fault } from './fault.js'
import { factsOf, isMacro, type MacroFunction } from './macro.js'
import { missingAttribute, missingItem } from './missing.js'
import { isNamespace, type Namespace } from './namespace.js'
import type { Scope } from './scope.js'

/** What `object.name` finds, or a missing value. Faults: undefined-value when the object itself is missing. */
export function attr(scope: Scope, object: unknown, name: string): unknown {
  const found = attribute(scope, object, name)
  return found === undefined ? missingAttribute(scope, object, name) : found
}

function attribute(scope: Scope, object: unknown, name: string): unknown {
  if (isMacro(object)) return macroAttribute(object, name)
  try {
    return scope.host.values.attr(object, name)
  } catch (error) {
    throw hostFault(error)
  }
}

function macroAttribute(macro: MacroFunction, name: string): unknown {
  const facts = factsOf(macro)
  return Object.hasOwn(facts, name) ? facts[name] : undefined
}

/** What `object[key]` finds, or a missing value. */
export function item(scope: Scope, object: unknown, key: unknown): unknown {
  const found = itemOf(scope, object, key)
  return found === undefined ? missingItem(scope, object, key) : found
}

function itemOf(scope: Scope, object: unknown, key: unknown): unknown {
  try {
    return scope.host.values.item(object, key)
  } catch (error) {
    throw hostFault(error)
  }
}

/** The namespace an attribute of which is to be assigned, made sure of before the value is computed. Fault: not-a-namespace. */
export function assignable(scope: Scope, object: unknown): Namespace {
  return isNamespace(object) ? object : fault('not-a-namespace', { kind: scope.host.values.kind(object) })
}
