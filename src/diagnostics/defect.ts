/** Stops with an error about Torii itself: something that no template can cause was not as it must be. */
export function defect(what: string): never {
  throw new Error(`Torii has a defect: ${what}. Please report it with the template.`)
}
