import { workload } from '../../workload.js'
import { fixtures } from './fixtures.js'

/** Three hundred components of GOV.UK Frontend, made by the templates that it brings for nunjucks. */
export const govuk = workload({
  name: 'govuk',
  about: '300 components of GOV.UK Frontend',
  vars: { fixtures: fixtures(300) },
  byHand: null,
})
