import { escapeHtml } from '../../escape.js'
import { pick, word, workload } from '../../workload.js'

interface Friend {
  name: string
  email: string
  active: boolean
  age: number
  balance: string
  picture: string
  about: string
  address: { street: string; city: string }
  tags: string[]
  friends: { id: number; name: string }[]
}

const first = ['Aoi', 'Ben', 'Chiyo', 'Dana', 'Emeka', 'Fumi', 'Greta', 'Hal']
const last = ["O'Hara", 'Sato', 'Lindqvist', 'Okafor', 'Müller', 'Tanaka']
const cities = ['Kyoto', 'Bergen', 'Lagos', 'Porto', 'Graz']
const tags = ['quick', 'paper', 'wood', 'r&d', 'north', 'light', 'stone']

const name = (seed: number) => `${word(first, seed)} ${word(last, seed + 50)}`

const friends = Array.from(
  { length: 100 },
  (_, index): Friend => ({
    name: name(index),
    email: `friend${index}@example.org`,
    active: pick(index, 3) > 0,
    age: 18 + pick(index + 20, 60),
    balance: `$${pick(index + 30, 9000)}.00`,
    picture: `/pictures/${index}.png`,
    about: `${name(index)} likes gates & lanterns, and has done since ${1980 + pick(index, 40)}.`,
    address: { street: `${1 + pick(index, 99)} Gate Street`, city: word(cities, index) },
    tags: tags.slice(pick(index, 3), 4 + pick(index + 9, 3)),
    friends: Array.from({ length: 3 }, (_, n) => ({ id: n + 1, name: name(index * 3 + n + 7) })),
  }),
)

/** A hundred people with nested objects and lists: attribute paths and inner loops dominate. */
export const friendsList = workload({
  name: 'friends',
  about: 'a list of 100 friends with nested lists',
  vars: { friends },
  byHand({ friends }) {
    let html = '<div class="friends">\n'
    for (const friend of friends) html += card(friend)
    return `${html}</div>\n`
  },
})

function card(friend: Friend): string {
  let html = `<section class="friend">\n<img src="${escapeHtml(friend.picture)}" alt="${escapeHtml(friend.name)}">\n`
  html += `<h2>${escapeHtml(friend.name)}${friend.active ? ' <em>active</em>' : ''}</h2>\n<ul>\n`
  html += `<li>Age: ${friend.age}</li>\n<li>Balance: ${escapeHtml(friend.balance)}</li>\n<li>E-mail: ${escapeHtml(friend.email)}</li>\n`
  html += `<li>Address: ${escapeHtml(friend.address.street)}, ${escapeHtml(friend.address.city)}</li>\n</ul>\n`
  html += `<p>${escapeHtml(friend.about)}</p>\n<ul class="tags">`
  for (const tag of friend.tags) html += `<li>${escapeHtml(tag)}</li>`
  html += '</ul>\n<ul class="friends">'
  for (const other of friend.friends) html += `<li id="${other.id}">${escapeHtml(other.name)}</li>`
  return `${html}</ul>\n</section>\n`
}
