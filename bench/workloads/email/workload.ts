import { money } from '../../filters.js'
import { pick, word, workload } from '../../workload.js'

interface Line {
  title: string
  count: number
  cents: number
  note: string | null
}

interface Order {
  number: string
  lines: Line[]
  postage: number
  total: number
  gift: { to: string; text: string } | null
}

const things = ['Lantern', 'Garden gate', 'Cedar post', 'Stone basin & stand', 'Lamp "Andon"']

const lines = Array.from(
  { length: 12 },
  (_, index): Line => ({
    title: word(things, index),
    count: 1 + pick(index, 4),
    cents: 500 + pick(index + 3, 90_000),
    note: pick(index + 11, 3) === 0 ? 'made to order' : null,
  }),
)

const order: Order = {
  number: 'T-2041',
  lines,
  postage: 1250,
  total: lines.reduce((sum, { cents }) => sum + cents, 1250),
  gift: { to: 'Tom & Ida', text: 'All the best, <3' },
}

/** A text e-mail that confirms an order: nothing is escaped. */
export const email = workload({
  name: 'email',
  about: 'a text e-mail, nothing escaped',
  escapes: false,
  vars: {
    customer: { name: "Ann O'Brien", address: ['Garden Lane 5', '1050 Bruxelles', 'Belgium'] },
    order,
    shop: { name: 'Gate & Garden', email: 'post@garden.example' },
  },
  byHand({ customer, order, shop }) {
    let text = `Hello ${customer.name},\n\nthank you for your order ${order.number}. We send it to:\n\n`
    for (const line of customer.address) text += `  ${line}\n`
    text += '\n'
    let position = 0
    for (const item of order.lines) {
      position++
      text += `${position}. ${item.count} x ${item.title}${item.note ? ` (${item.note})` : ''}: ${money(item.cents)}\n`
    }
    text += `\nPostage: ${money(order.postage)}\nTotal: ${money(order.total)}\n\n`
    if (order.gift) text += `Your message for ${order.gift.to}: "${order.gift.text}"\n`
    return `${text}\nQuestions? Write to ${shop.email}.\n\n${shop.name}\n`
  },
})
