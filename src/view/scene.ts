import type { Vars } from '../template.js'

/** What a page was made of when it failed, for the development page. */
export interface Scene {
  readonly vars: Vars
  /** The text of a template, or null when it is not known. */
  source(name: string): string | null
}

const scenes = new WeakMap<object, Scene>()

/** Keeps what a page was made of as long as the error lives; an error has the scene where it was seen first. */
export function remember(error: unknown, scene: Scene): void {
  if (typeof error === 'object' && error !== null && !scenes.has(error)) scenes.set(error, scene)
}

/** What the page was made of that an error comes from. */
export function sceneOf(error: unknown): Scene | undefined {
  return typeof error === 'object' && error !== null ? scenes.get(error) : undefined
}
