/** Prints the outcomes of the cases in a file as JSON. */
import { readFileSync } from 'node:fs'
import * as torii from '../../../dist/index.js'
import { outcomes } from './outcomes.mjs'

const { cases, options } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
process.stdout.write(JSON.stringify(outcomes(torii, cases, options)))
