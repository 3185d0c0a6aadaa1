import { Environment } from '../../src/index.js'
import { FileLoader } from '../../src/loader/file.js'
import { type Render, view } from '../../src/view/api.js'
import { Project } from '../precompile/project.js'

/** Pages that every framework is to send. */
export const PAGES = {
  'base.html': '<title>{{ title }}</title>{% block main %}{% endblock %}',
  'page.html':
    "{% extends 'base.html' %}{% block main %}<p>{{ user }}</p><a href=\"{{ url('/next') }}\">next</a>{% endblock %}",
  'page.json': '{"user": {{ user | tojson }}}',
  'script.html': '<script nonce="{{ csp_nonce }}"></script>',
  'early.html': '<h1>Head</h1>\n{{ user.name.first }}',
  'late.html': '{% for i in range(9000) %}<p>{{ i }}</p>{% endfor %}\n{{ user.name.first }}',
  'long.html': '{% for i in range(9000) %}<p>{{ i }}</p>{% endfor %}',
}

/** `PAGES` in a folder, rendered as replies. */
export function pages(): { readonly folder: string; readonly render: Render } {
  const { views: folder } = new Project(PAGES)
  return { folder, render: view(new Environment({ loader: new FileLoader(folder), autoescape: true })) }
}
