import type { Input } from './run/messages.js'

/** Longest part of an address that is made or read, in characters: longer addresses are cut by some programs. */
const LONGEST = 8000

/** An input as the part of an address after `#`, or null when it is too long for that. */
export function toHash({ template, vars, dialect, escaping }: Input): string | null {
  const bytes = new TextEncoder().encode(JSON.stringify({ template, vars, dialect, escaping }))
  if (bytes.length > LONGEST) return null
  const base64 = btoa(String.fromCharCode(...bytes))
  const hash = `#${base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`
  return hash.length > LONGEST ? null : hash
}

/** The input that a part of an address stands for, or null when it stands for none. */
export function fromHash(hash: string): Input | null {
  if (hash.length < 2 || hash.length > LONGEST) return null
  try {
    const base64 = hash.slice(1).replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const given: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return isInput(given) ? given : null
  } catch {
    return null
  }
}

/** Anybody can write an address, so nothing about it is believed. */
function isInput(given: unknown): given is Input {
  if (typeof given !== 'object' || given === null) return false
  const { template, vars, dialect, escaping }: Partial<Record<keyof Input, unknown>> = given
  const texts = typeof template === 'string' && typeof vars === 'string'
  return texts && (dialect === 'js' || dialect === 'python') && typeof escaping === 'boolean'
}
