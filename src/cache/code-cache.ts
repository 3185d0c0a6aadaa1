import type { Target } from '../compile.js'
import type { EnvironmentOptions, StartEscaping } from '../options.js'
import type { Executable } from '../program.js'
import type { Settings } from '../settings.js'
import type { Source } from '../source.js'

/** What a template's code is for: how it is escaped where it starts, by what it makes; its mode and its use. */
export type Purpose = StartEscaping & Pick<Target, 'mode' | 'use'>

/** Where an environment keeps compiled code for later processes. */
export interface CodeCache {
  /** The code that was kept for a template, or what `make` gives. */
  executable(source: Source, purpose: Purpose, make: () => Executable): Executable
}

/** Opens the code cache of a folder for an environment with these options and settings. */
export type OpenCodeCache = (folder: string, options: EnvironmentOptions, host: Settings) => CodeCache
