// Looks at all that passes between a page and its Workers for what must never leave the core: private keys and the passphrase, as
// bytes, in hexadecimal and in Base64; and whatever key the core makes while it works, of an attachment as of a group: all of those
// are drawn as 32 random bytes. Runs in the page before anything else does.
import { webcrypto } from 'node:crypto'

/** Stands before the script of the core's Worker, and tells the page's watch, past the port, what the core drew. */
export const DRAWS = `{
  const draw = crypto.getRandomValues.bind(crypto)
  const told = new BroadcastChannel('drawn')
  Object.defineProperty(crypto, 'getRandomValues', { value(into) { draw(into); if (into.byteLength === 32) told.postMessage(into.slice()); return into } })
}
`

export function watch({ keys, words }) {
  const forms = (name, raw) => {
    const hex = Array.from(raw, (byte) => byte.toString(16).padStart(2, '0')).join('')
    const base64 = btoa(String.fromCharCode(...raw)).replace(/=+$/, '')
    return { name, raw, texts: [hex, base64, base64.replaceAll('+', '-').replaceAll('/', '_')] }
  }
  const sought = Object.entries(keys).map(([name, hex]) => forms(name, Uint8Array.from(hex.match(/../g), (two) => parseInt(two, 16))))
  for (const [name, text] of Object.entries(words)) sought.push({ name, raw: new TextEncoder().encode(text), texts: [text] })
  const seen = { messages: 0, outwards: [], inwards: [] }
  // All that came out is kept: what was drawn is told by another way, and may be heard of later than it was said.
  const said = []
  const drawn = []
  globalThis.portWatch = seen
  globalThis.portDrawn = drawn
  new BroadcastChannel('drawn').onmessage = ({ data }) => drawn.push(data)

  const within = (bytes, wanted) => {
    for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1)) {
      if (wanted.every((byte, i) => bytes[at + i] === byte)) return true
    }
    return false
  }
  const look = (value, found, known) => {
    if (typeof value === 'string') {
      for (const one of sought) if (one.texts.some((text) => value.includes(text))) found.push(one.name)
    } else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      for (const one of sought) if (within(bytes, one.raw)) found.push(one.name)
    } else if (value !== null && typeof value === 'object' && !known.has(value)) {
      known.add(value)
      const parts = value instanceof Map ? [...value.keys(), ...value.values()] : value instanceof Set ? [...value] : Object.values(value)
      for (const part of parts) look(part, found, known)
    }
  }
  globalThis.portLook = (value) => { const found = []; look(value, found, new Set()); return found }
  /** How many of these keys of 32 bytes stand in what came out, and in one value more. */
  globalThis.portHolds = (all, more) => {
    const texts = []
    const bytes = []
    const take = (value, known) => {
      if (typeof value === 'string') texts.push(value)
      else if (value instanceof ArrayBuffer) bytes.push(new Uint8Array(value))
      else if (ArrayBuffer.isView(value)) bytes.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
      else if (value !== null && typeof value === 'object' && !known.has(value)) {
        known.add(value)
        for (const part of value instanceof Map ? [...value.keys(), ...value.values()] : value instanceof Set ? [...value] : Object.values(value)) take(part, known)
      }
    }
    for (const value of [...said, more]) take(value, new Set())
    const text = texts.join('\n')
    return all.map((raw) => forms('', Uint8Array.from(raw))).filter((one) => one.texts.some((form) => text.includes(form)) || bytes.some((some) => within(some, one.raw))).length
  }
  const Plain = globalThis.Worker
  globalThis.Worker = class extends Plain {
    constructor(...how) {
      super(...how)
      this.addEventListener('message', ({ data }) => { seen.messages++; said.push(data); look(data, seen.outwards, new Set()) })
    }

    postMessage(data, more) {
      look(data, seen.inwards, new Set())
      super.postMessage(data, more)
    }
  }
}

/** What was seen in a page in which a vault was unlocked and worked with; each key is planted once, so that the look can fail. */
export async function watched(page, { keys, words }, say) {
  const seen = await page.evaluate(() => globalThis.portWatch)
  say('no key and no passphrase comes out of the core', seen.messages > 20 && seen.outwards.length === 0, JSON.stringify(seen))
  say('the passphrase is seen on its way into the core', Object.keys(words).every((name) => seen.inwards.includes(name)), seen.inwards)
  const planted = await page.evaluate((all) => Object.entries(all).flatMap(([, hex]) => {
    const raw = Uint8Array.from(hex.match(/../g), (two) => parseInt(two, 16))
    return [globalThis.portLook({ a: [new Uint8Array([7, ...raw, 7])] }), globalThis.portLook([`x${hex}`]), globalThis.portLook(new Map([[1, btoa(String.fromCharCode(...raw))]]))]
  }), keys)
  say('a key that is planted in a message is found', planted.length === 3 * Object.keys(keys).length && planted.every((found) => found.length > 0), JSON.stringify(planted))
}

/** The key with which a chunk that went to the server is opened, among those that the core drew; null where none does. */
export async function contentKey(page, sealed) {
  const drawn = await page.evaluate(() => globalThis.portDrawn.map((raw) => [...raw]))
  for (const [address, chunk] of sealed) {
    const [id, index] = address.split('/').slice(-2)
    for (const last of [1, 0]) {
      const iv = new Uint8Array(12)
      new DataView(iv.buffer).setUint32(7, Number(index))
      iv[11] = last
      for (const raw of drawn) {
        const key = await webcrypto.subtle.importKey('raw', Uint8Array.from(raw), 'AES-GCM', false, ['decrypt'])
        const plain = await webcrypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: Buffer.from(id, 'hex') }, key, chunk).catch(() => null)
        if (plain !== null) return { raw, plain: Buffer.from(plain) }
      }
    }
  }
  return null
}

/** No key that either core made has come out of it, nor has the attachment's, which one of them was told by the other. */
export async function contentWatched(maker, reader, sealed, words, say) {
  const key = await contentKey(maker, sealed)
  say('the key of an attachment is among those that the core drew', key !== null && key.plain.toString() === words, sealed.size)
  if (key === null) return
  for (const [name, page] of [['the desk that attached it', maker], ['the desk that fetched it', reader]]) {
    const held = await page.evaluate((raw) => ({ all: globalThis.portDrawn.length, held: globalThis.portHolds([...globalThis.portDrawn, raw], null) }), key.raw)
    say(`no key that the core made or was told comes out of it: ${name}`, held.all > 0 && held.held === 0, JSON.stringify(held))
  }
  const planted = await maker.evaluate((raw) => {
    const bytes = Uint8Array.from(raw)
    const hex = raw.map((byte) => byte.toString(16).padStart(2, '0')).join('')
    return [{ a: [new Uint8Array([7, ...bytes, 7])] }, [`x${hex}`], new Map([[1, btoa(String.fromCharCode(...bytes))]])].map((value) => globalThis.portHolds([raw], value))
  }, key.raw)
  say('the key of an attachment that is planted in a message is found', planted.every((found) => found === 1), planted)
}
