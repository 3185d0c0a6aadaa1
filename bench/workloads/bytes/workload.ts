import type { AnyWorkload } from '../../workload.js'
import { page } from '../page/workload.js'

/** The page again, up to the bytes that a server sends. */
export const bytes: AnyWorkload = {
  ...page,
  name: 'bytes',
  about: 'the page and its encoding as UTF-8',
  encoded: true,
}
