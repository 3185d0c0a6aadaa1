import { requestBodies } from './bodies.js'
import type { Case } from './case.js'
import { replies } from './replies.js'
import { requests } from './requests.js'

/** All requests that are made of every gateway, with the answers that all have to give. */
export const cases: readonly Case[] = [...requests, ...requestBodies, ...replies]
