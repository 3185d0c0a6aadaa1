/**
 * The built-in tags by group; an environment enables groups. (`raw` is not among them: what it holds is text before
 * there are tags.)
 */
import type { Tag } from '../parser/tag.js'
import { autoescapeTag } from './autoescape.js'
import { blockTag } from './block.js'
import { callTag } from './call.js'
import { debugTag } from './debug.js'
import { doTag } from './do.js'
import { extendsTag } from './extends.js'
import { filterTag } from './filter.js'
import { forTag, loop } from './for.js'
import { fromTag } from './from.js'
import { condition, ifTag } from './if.js'
import { importTag } from './import.js'
import { includeTag } from './include.js'
import { breakTag, continueTag } from './jump.js'
import { macroTag } from './macro.js'
import { printTag } from './print.js'
import { setTag } from './set.js'
import { switchTag } from './switch.js'
import { transTag } from './trans.js'
import { withTag } from './with.js'

/** Names of the groups of built-in tags. */
export type TagGroup = 'core' | 'do' | 'loopcontrols' | 'i18n' | 'debug' | 'nunjucks'

/** The built-in tags by group: Jinja's own, those of its extensions, and those nunjucks has besides. */
export const tags: Readonly<Record<TagGroup, readonly Tag[]>> = {
  core: [
    ...[forTag, ifTag, setTag, withTag, blockTag, extendsTag, includeTag, importTag, fromTag],
    ...[macroTag, callTag, filterTag, autoescapeTag, printTag],
  ],
  do: [doTag],
  loopcontrols: [breakTag, continueTag],
  i18n: [transTag],
  debug: [debugTag],
  nunjucks: [switchTag, loop('asyncEach', 'endeach'), loop('asyncAll', 'endall'), condition('ifAsync')],
}
