// Looks at all that passes between a page and its Workers for what must never leave the core: private keys and the passphrase, as
// bytes, in hexadecimal and in Base64. Runs in the page before anything else does.
export function watch({ keys, words }) {
  const sought = Object.entries(keys).map(([name, hex]) => {
    const raw = Uint8Array.from(hex.match(/../g), (two) => parseInt(two, 16))
    const base64 = btoa(String.fromCharCode(...raw)).replace(/=+$/, '')
    return { name, raw, texts: [hex, base64, base64.replaceAll('+', '-').replaceAll('/', '_')] }
  })
  for (const [name, text] of Object.entries(words)) sought.push({ name, raw: new TextEncoder().encode(text), texts: [text] })
  const seen = { messages: 0, outwards: [], inwards: [] }
  globalThis.portWatch = seen

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
  const Plain = globalThis.Worker
  globalThis.Worker = class extends Plain {
    constructor(...how) {
      super(...how)
      this.addEventListener('message', ({ data }) => { seen.messages++; look(data, seen.outwards, new Set()) })
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
