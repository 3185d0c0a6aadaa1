import type { Pages } from './example.js'

/** Name and result of each call to a model, without what differs from one store to another. */
export function scenario(pages: Pages): readonly (readonly [name: string, result: unknown])[]
