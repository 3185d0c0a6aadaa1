/**
 * Compiles and renders, away from the page: an endless template stops this worker, not the page, and the one piece of
 * code that is made of a user's text, the compiled template, has no document at hand.
 */
import { answersTo } from './answers.js'
import type { Answer, Request } from './messages.js'

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  for (const answer of answersTo(data)) say(answer)
})
say({ kind: 'ready' })

function say(answer: Answer): void {
  self.postMessage(answer)
}
