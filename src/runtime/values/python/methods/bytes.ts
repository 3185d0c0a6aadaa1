import type { Methods } from '../../../methods/method.js'
import { method, methodTable } from '../../../methods/method.js'
import type { Values } from '../../values.js'
import { type Bytes, decoded, OCTETS } from '../bytes.js'
import { raise } from '../raise.js'
import { bound } from './bind.js'

const bytesMethods: Methods<Bytes> = methodTable<Bytes>({
  decode: method('encoding? errors?', (_, bytes, encoding = 'utf-8') => {
    const text = decoded(bytes, String(encoding))
    return text ?? raise('ValueError', 'decode.self', `is no text in ${String(encoding)}`)
  }),
  hex: method('', (_, bytes) =>
    Array.from(bytes[OCTETS], (octet) => octet.toString(16).padStart(2, '0')).join(''),
  ),
})

/** An attribute of bytes: a method, bound. */
export function attributeOfBytes(values: Values, bytes: Bytes, name: string): unknown {
  return bound(values, bytesMethods, bytes, name)
}
