/** The wiki's page by Express and nunjucks, as both are used together: `node express.mjs PORT`. */
import { fileURLToPath } from 'node:url'
import express from 'express'
import nunjucks from 'nunjucks'
import { headers, varsOf } from './model.mjs'

const app = express()
nunjucks.configure(fileURLToPath(new URL('nunjucks', import.meta.url)), { autoescape: true, express: app })

app.get('/:name', (request, response) => {
  response.set(headers).render('page.html', varsOf(request.params.name))
})
app.listen(Number(process.argv[2]), '127.0.0.1')
