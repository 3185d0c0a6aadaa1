/** An error says what kinds of values the names in it had, and never what the values were. */
import { expect, test } from 'vitest'
import { TemplateError } from '../../src/diagnostics/errors.js'
import { Environment } from '../../src/index.js'

const env = new Environment()
const vars = { user: { name: 'secret' }, items: ['secret'], n: 7353 }

function failure(text: string): TemplateError {
  try {
    env.fromString(text).render(vars)
  } catch (error) {
    if (error instanceof TemplateError) return error
  }
  throw new Error('nothing was thrown')
}

test.each([
  ['{{ nobody.name }}', 'nobody is missing'],
  ['{{ user.age.years }}', 'user is a mapping, user.age is missing'],
  ["{{ user['age']['years'] }}", "user is a mapping, user['age'] is missing"],
  ['{{ user.age() }}', 'user is a mapping, user.age is missing'],
  ['{{ user.age + 1 }}', 'user is a mapping, user.age is missing'],
  ['{{ items - n }}', 'items is a list, n is a number'],
  ['{{ -items }}', 'items is a list'],
  ['{{ n < user }}', 'n is a number, user is a mapping'],
  ['{{ n() }}', 'n is a number'],
  ['{% for x in n %}{% endfor %}', 'n is a number'],
  ['{{ n|join }}', 'n is a number'],
])('%s: %s', (text, line) => {
  const { message } = failure(text)
  expect(message.split('\n')).toContain(`  ${line}`)
  expect(message).not.toMatch(/secret|7353/)
})

test('there is no such line where no name had to do with it', () => {
  const error = failure('{{ 1 / 0 }}{{ [1] - 1 }}')
  expect(error.names).toEqual([])
})
