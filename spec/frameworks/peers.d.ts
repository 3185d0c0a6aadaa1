/** The little we call of packages that ship no types, or whose types have another name. */
declare module 'express4' {
  import express from 'express'
  export default express
}

declare module '@11ty/eleventy' {
  /** Eleventy as programs use it. */
  export class Eleventy {
    constructor(input: string, output: string, options: object)
    disableLogger(): void
    init(): Promise<void>
    restart(): Promise<void>
    setIncrementalFile(file: string): void
    write(): Promise<[copied: unknown, pages: readonly { readonly inputPath: string }[]]>
  }
}
