export { joinName } from '../runtime/join-name.js'

/** Windows opens devices by these names in every folder and with every extension. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)( *\.|$)/i

/**
 * The path segments of a template name below a root, or null when the name could leave the root: `..`, a
 * backslash, NUL, or a drive letter. With `windows`, also what Windows reads as another file than it says: device
 * names, streams (`a:b`), and trailing dots or spaces. Empty and `.` segments are skipped, as in Jinja.
 */
export function nameSegments(name: string, windows: boolean): string[] | null {
  if (/[\\\0]|^\/*[a-z]:/i.test(name)) return null
  const segments = name.split('/').filter((segment) => segment !== '' && segment !== '.')
  if (segments.length === 0 || segments.includes('..')) return null
  return windows && segments.some(oddOnWindows) ? null : segments
}

function oddOnWindows(segment: string): boolean {
  return DEVICE.test(segment) || /[:*?"<>|]|[. ]$/.test(segment)
}
