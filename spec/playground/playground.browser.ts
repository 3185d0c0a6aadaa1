/** The playground of `examples/playground` as somebody uses it. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Playground } from './page.js'

let playground: Playground

beforeAll(async () => {
  playground = await Playground.open()
})
afterAll(async () => await playground.close())

beforeEach(async () => await playground.start())

const page = (): Playground['page'] => playground.page

async function show(template: string, vars = '{}'): Promise<void> {
  await playground.type('vars', vars)
  await playground.type('template', template)
}

test('renders what is typed, and shows its code and its tree', async () => {
  await show('<p>{{ user.name }}</p>', '{ "user": { "name": "<Aoi>" } }')
  await expect.poll(() => playground.output()).toBe('<p>&lt;Aoi&gt;</p>')
  expect(await page().locator('#code .cm-content').textContent()).toContain(
    'user?.name ?? $.attr(scope, user, "name")',
  )
  await page().click('#tree-tab')
  expect(await page().locator('#tree li').allTextContents()).toEqual([
    'Template',
    'body: Text text="<p>"',
    'body: Output',
    'expression: Attr name="name"',
    'object: Name name="user"',
    'body: Text text="</p>"',
  ])
  await page().uncheck('[name=escaping]')
  await expect.poll(() => playground.output()).toBe('<p><Aoi></p>')
  expect(playground.complaints).toEqual([])
})

test('marks the code and the line of the tree that belong to a name, and the other way round', async () => {
  await show('<p>{{ user.name|upper }} {{ other }}</p>', '{ "user": { "name": "Aoi" } }')
  await expect.poll(() => playground.output()).toBe('<p>AOI </p>')
  await playground.point('template', 'user')
  await expect.poll(() => playground.linked('code')).toEqual(['user', 'user'])
  expect(await playground.linked('template')).toEqual(['user'])
  expect(await playground.linked('tree')).toEqual(['object: Name name="user"'])
  await playground.point('template', 'upper')
  await expect.poll(() => playground.linked('code')).toEqual(['upper'])
  await playground.point('code', 'upper(')
  await expect.poll(() => playground.linked('template')).toEqual(['upper'])
  await playground.point('code', '(other)')
  await expect.poll(() => playground.linked('template')).toEqual(['other'])
  await playground.point('code', '"</p>"')
  await expect.poll(() => playground.linked('template')).toEqual(['</p>'])
  await page().click('#tree-tab')
  await playground.point('tree', 'Attr')
  await expect.poll(() => playground.linked('template')).toEqual(['user.name'])
  await page().mouse.move(0, 0)
  await expect.poll(() => playground.linked('template')).toEqual([])
})

test('goes through the tree and the tabs with the keyboard', async () => {
  await show('{{ a }}{{ b }}!')
  await expect.poll(() => playground.output()).toBe('!')
  await page().focus('#code-tab')
  await page().keyboard.press('ArrowRight')
  expect(await page().locator('#tree').isVisible()).toBe(true)
  expect(await page().locator('#code').isVisible()).toBe(false)
  await page().keyboard.press('Tab')
  for (const key of ['End', 'ArrowUp']) await page().keyboard.press(key)
  await expect.poll(() => playground.linked('template')).toEqual(['b'])
  await page().focus('#tree-tab')
  await page().keyboard.press('ArrowLeft')
  expect(await page().locator('#code').isVisible()).toBe(true)
})

test('says what is wrong below the line where it is', async () => {
  await show('<p>\n{{ user|uper }}\n</p>')
  const frame = page().locator('#template .frame')
  await expect.poll(() => frame.count()).toBe(1)
  expect(await frame.locator('.pointer').textContent()).toBe('{{ user|^^^^')
  expect(await frame.locator('p').allTextContents()).toEqual([
    "No filter named 'uper'.",
    "Did you mean 'upper'?",
  ])
  expect(await page().locator('#template .wrong').allTextContents()).toEqual(['uper'])
  expect(await page().locator('#template .cm-line:has(+ .frame)').textContent()).toBe('{{ user|uper }}')
  expect(await page().locator('#failure').textContent()).toContain('2 | {{ user|uper }}')
  await show('{{ 1 }}', '{ "a": }')
  await expect.poll(() => page().locator('#vars .frame').textContent()).toContain('a value is expected here')
  await playground.type('vars', '{}')
  await expect.poll(() => playground.output()).toBe('1')
  expect(await page().locator('.frame').count()).toBe(0)
})

test('stops a template that does not come to an end, and goes on', async () => {
  await show('{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}')
  const failure = page().locator('#failure')
  await expect.poll(() => failure.textContent(), { timeout: 10_000 }).toContain('Stopped after 2 seconds')
  await show('{% for a in range(99999) %}{{ "x"|center(1000) }}{% endfor %}')
  await expect.poll(async () => (await playground.output()).length).toBe(500_000)
  expect(await page().locator('#status').textContent()).toBe('Only the first 500,000 characters are shown')
  await show('{{ 1 + 1 }}')
  await expect.poll(() => playground.output()).toBe('2')
})

test("prints Python's values in the Python dialect", async () => {
  await show('{{ none }} {{ [true, 6 / 2] }}')
  await page().check('[value=python]', { force: true })
  await expect.poll(() => playground.output()).toBe('None [True, 3.0]')
})

test('comes back from its address', async () => {
  await show('{{ x }} ü', '{ "x": 7 }')
  await expect.poll(() => playground.output()).toBe('7 ü')
  const address = page().url()
  await page().goto('about:blank')
  await page().goto(address)
  await expect.poll(() => playground.output()).toBe('7 ü')
  await show('x'.repeat(9000))
  await expect.poll(() => page().url()).not.toContain('#')
  await page().click('#share')
  expect(await page().locator('#status').textContent()).toBe('This is too long for a link')
})

test('runs nothing of what was rendered, and makes no code in the page', async () => {
  await page().uncheck('[name=escaping]')
  await show(
    "<p id=a style='color: red'>still</p><script>document.getElementById('a').textContent = 'ran'</script>",
  )
  await page().click('#page-tab')
  const rendered = page().frameLocator('#page iframe').locator('#a')
  await expect.poll(() => rendered.textContent()).toBe('still')
  const made = `new Promise((done) => setTimeout(() => {
    try { new Function(''); done('made') } catch (error) { done(error.name) }
  }))`
  expect(await page().evaluate(made)).toBe('EvalError')
})

test.each([360, 390, 1280])('has no horizontal scroll at %d pixels', async (width) => {
  await page().setViewportSize({ width, height: 800 })
  await show(`{{ ${'long_name_'.repeat(40)}|uper }}`)
  await expect.poll(() => page().locator('.frame').count()).toBe(1)
  const beyond = await page().evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(beyond).toBe(0)
})
