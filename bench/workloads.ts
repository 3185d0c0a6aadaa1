import type { AnyWorkload } from './workload.js'
import { bytes } from './workloads/bytes/workload.js'
import { chat } from './workloads/chat/workload.js'
import { commentsPage } from './workloads/comments/workload.js'
import { email } from './workloads/email/workload.js'
import { filters } from './workloads/filters/workload.js'
import { friendsList } from './workloads/friends/workload.js'
import { govuk } from './workloads/govuk/workload.js'
import { govukComponents } from './workloads/govuk-components/workload.js'
import { hello } from './workloads/hello/workload.js'
import { inheritance } from './workloads/inheritance/workload.js'
import { macros } from './workloads/macros/workload.js'
import { numbers } from './workloads/numbers/workload.js'
import { page } from './workloads/page/workload.js'
import { report } from './workloads/report/workload.js'
import { search } from './workloads/search/workload.js'

/** The fixed workloads: what costs one thing only, then whole pages, then what other programs bring. */
export const workloads: readonly AnyWorkload[] = [
  hello,
  numbers,
  search,
  friendsList,
  commentsPage,
  macros,
  filters,
  inheritance,
  page,
  bytes,
  report,
  email,
  chat,
  govukComponents,
  govuk,
]
