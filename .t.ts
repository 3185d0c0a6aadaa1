import { Environment } from './src/index.js'
const text='{% macro m() %}{{ caller() }}{% call m() %}{% endcall %}{{ m(caller=m) }}{% endmacro %}{{ m(caller=m) }}'
for (const autoescape of ['contextual','html'] as const) { try { new Environment({autoescape}).fromString(text) ; console.log(autoescape,'compiles') } catch (e:any) { console.log(autoescape, e.id) } 
try { new Environment({autoescape}).fromString(text).render() } catch (e:any) { console.log(autoescape, e.id, e.cause?.stack?.slice(0,300)) } }
