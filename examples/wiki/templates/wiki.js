// Keys for those who like them, and a question before a text is lost. The wiki works without.
'use strict'

const editor = document.querySelector('form.editor')
const keys = {
  '/': () => document.getElementById('q').focus(),
  e: () => document.querySelector('.tabs [accesskey=e]')?.click(),
  h: () => document.querySelector('.tabs [accesskey=h]')?.click(),
}

document.addEventListener('keydown', (event) => {
  if (editor && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    editor.requestSubmit(editor.querySelector('[value=save]'))
    return
  }
  const isTyping = event.target.closest('input, textarea, select')
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return
  event.preventDefault()
  keys[event.key]()
})

if (editor) {
  const text = editor.elements.body
  const before = text.value
  let leaving = false
  editor.addEventListener('submit', () => (leaving = true))
  window.addEventListener('pageshow', () => (leaving = false))
  window.addEventListener('beforeunload', (event) => {
    if (!leaving && text.value !== before) event.preventDefault()
  })
}
