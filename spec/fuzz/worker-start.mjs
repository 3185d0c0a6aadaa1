// Worker threads do not inherit the loader that runs TypeScript, so this one brings it along.
import { register } from 'tsx/esm/api'

register()
await import('./worker.ts')
