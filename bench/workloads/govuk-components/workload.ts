import { workload } from '../../workload.js'
import { fixturesOf } from '../govuk/fixtures.js'
import { button, errorMessage, hint, input, label, tag } from './components.js'

const components = { button, 'error-message': errorMessage, hint, input, label, tag }

const fixtures = Object.fromEntries(Object.keys(components).map((name) => [name, fixturesOf(name)]))

/** Six components of GOV.UK Frontend with all their fixtures, which also somebody wrote as functions. */
export const govukComponents = workload({
  name: 'govuk-components',
  about: 'six components of GOV.UK Frontend',
  vars: { fixtures },
  byHand({ fixtures }) {
    let html = ''
    for (const [name, component] of Object.entries(components)) {
      for (const params of fixtures[name] ?? []) html += component(params as object)
      html += '\n'
    }
    return html
  },
})
