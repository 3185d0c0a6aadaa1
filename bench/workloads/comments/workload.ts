import { escapeHtml } from '../../escape.js'
import { pick, word, workload } from '../../workload.js'

interface Comment {
  author: string
  subject: string
  text: string
}

const authors = ['Bobby "Tables"', "O'Brien & O'Neil", '<root>', 'Mie > Jens', '"Quote"']
const phrases = [
  'if (a < b && b > c) return "it\'s fine";',
  '<script>alert("x")</script>',
  'Tom & Jerry\'s "big" <b>adventure</b>',
  'R&D said: <<5 & 7>> isn\'t "enough"',
  '<img src="x" onerror=\'boom()\'> & more',
]

const comments = Array.from(
  { length: 200 },
  (_, index): Comment => ({
    author: word(authors, index),
    subject: `Re: <${word(phrases, index + 31).slice(0, 20)}>`,
    text: Array.from({ length: 3 + pick(index, 5) }, (_, n) => word(phrases, index * 7 + n)).join(' & '),
  }),
)

/** Two hundred comments full of `<>&"'`: nothing but the escaper is measured. */
export const commentsPage = workload({
  name: 'comments',
  about: '200 comments full of <>&"\'',
  vars: { comments },
  byHand({ comments }) {
    let html = '<div class="comments">\n'
    for (const comment of comments) {
      html += `<article title="${escapeHtml(comment.subject)}">\n<h3>${escapeHtml(comment.author)}</h3>\n`
      html += `<p>${escapeHtml(comment.text)}</p>\n</article>\n`
    }
    return `${html}</div>\n`
  },
})
