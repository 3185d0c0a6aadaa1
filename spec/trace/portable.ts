import { runtime } from './cases.js'
import { marked } from './marks.js'

/** The cases that need no values but JSON, a function that throws and a getter that does; with what they must give. */
export const portable = [true, false].flatMap((chunks) =>
  runtime
    .filter(
      ([, page, files]) =>
        !/failing/.test(JSON.stringify(files ?? '')) &&
        !/boomText|boomNull|boomObject|api\.|api\[|fail|printer|html »|broken|later|give|html»|keys|rows|apply|boom\(\)» }}{% endmacro/.test(
          page,
        ),
    )
    .map(([id, page, files = {}]) => {
      const { files: texts, template, span, stack } = marked({ 'page.html': page, ...files })
      const vars = { user: { name: 'Ann' }, items: [1, 2], n: 5, yes: true, no: false }
      return { given: { files: texts, vars, chunks }, expected: { id, template, span, templates: stack } }
    }),
)
