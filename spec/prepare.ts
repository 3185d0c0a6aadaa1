import { spawnSync } from 'node:child_process'
import { root } from './architecture/source-tree.js'

/**
 * Builds `dist` once before all specs when it is older than the sources. A build that fails stops nothing here: the
 * specs that need it fail by themselves, the others are of use all the same.
 */
export default function prepare(): void {
  spawnSync(process.execPath, ['scripts/prepare.mjs'], { cwd: root, stdio: 'inherit' })
}
