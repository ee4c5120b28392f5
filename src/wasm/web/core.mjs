// The core behind types: every argument is checked before it crosses, every refusal comes back as a value with its reason.
// What else goes wrong in the core is a Trap: nothing of that instance may be used again.
import { Reader, Writer } from './bytes.mjs'

export class Trap extends Error {}
export class WrongArgument extends TypeError {}

const DONE = 0
const UTF8 = new TextEncoder()
const TEXT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const check = {
  bytes: (value, max) => {
    if (!(value instanceof Uint8Array) || value.length > max) throw new WrongArgument('bytes wanted')
    return value
  },
  text: (value, max) => {
    if (typeof value !== 'string' || value.length > max || !value.isWellFormed()) throw new WrongArgument('text wanted')
    return value
  },
  whole: (value, max) => {
    if (!Number.isSafeInteger(value) || value < 0 || value > max) throw new WrongArgument('whole number wanted')
    return value
  },
  flag: (value) => {
    if (typeof value !== 'boolean') throw new WrongArgument('true or false wanted')
    return value
  },
  // As bytes, its texts normalised as signed text must be; what else is wrong with it the core says with its reason.
  json: (value, max) => {
    let text
    try {
      text = JSON.stringify(value, (key, v) => (typeof v === 'string' ? v.normalize('NFC') : v))
    } catch { /* Cycles and the like. */ }
    if (text === undefined || text.length > max) throw new WrongArgument('a value of JSON wanted')
    return UTF8.encode(text)
  },
  event: (value) => {
    if (typeof value !== 'object' || value === null) throw new WrongArgument('no such event')
    return value
  },
}

const MIB = 1 << 20
export const BYTES_MAX = 64 * MIB
const ROWS_MAX = 10_000
const DRAFTS_BYTES_MAX = 512 * 1024
const WRAPPED_BYTES_MAX = 61
const ID_CHARS = 32
const DESK_CHARS_MAX = 40
const SUBJECT_CHARS_MAX = 160
const FILE_NAME_CHARS_MAX = 160
const MEDIA_TYPE_CHARS_MAX = 80
const PLACE_CHARS_MAX = 400

// A wish: its number, and what follows it; src/wasm/java WishForm reads it.
const WISHES = {
  open: [1, () => {}],
  follow: [2, () => {}],
  'sign-in': [3, () => {}],
  sync: [4, () => {}],
  gossip: [5, (out, { note }) => out.vector(check.bytes(note, MIB))],
  'may-send': [6, () => {}],
  connect: [7, () => {}],
  'open-case': [8, (out, { request, desk }) => out.vector(check.json(request, MIB)).text(check.text(desk, DESK_CHARS_MAX))],
  step: [9, (out, { conversation, step }) => out.text(check.text(conversation, ID_CHARS)).vector(check.json(step, MIB))],
  chat: [10, (out, { conversation, text }) => out.text(check.text(conversation, ID_CHARS)).vector(check.json(check.text(text, MIB), 2 * MIB))],
  'bring-in': [11, (out, { conversation, desk }) => out.text(check.text(conversation, ID_CHARS)).text(check.text(desk, DESK_CHARS_MAX))],
  attach: [12, (out, { conversation, name, type, source }) => {
    out.text(check.text(conversation, ID_CHARS)).vector(check.json(check.text(name, FILE_NAME_CHARS_MAX), MIB))
    out.text(check.text(type, MEDIA_TYPE_CHARS_MAX)).text(check.text(source, PLACE_CHARS_MAX))
  }],
  fetch: [13, (out, { conversation, file, sink }) => {
    out.text(check.text(conversation, ID_CHARS)).text(check.text(file, ID_CHARS)).text(check.text(sink, PLACE_CHARS_MAX))
  }],
  archive: [14, (out, { desk }) => out.text(check.text(desk, DESK_CHARS_MAX))],
  'archive-all': [16, () => {}],
  expect: [15, (out, { subject }) => out.text(check.text(subject, SUBJECT_CHARS_MAX))],
}

// An event's form; src/wasm/java EventForm reads it.
export function eventBytes(event) {
  const out = new Writer()
  switch (check.event(event).kind) {
    case 'command': {
      if (!Object.hasOwn(WISHES, event.wish)) throw new WrongArgument('no such wish')
      const [number, write] = WISHES[event.wish]
      write(out.u8(1).u64(check.whole(event.id, Number.MAX_SAFE_INTEGER)).u8(number), event)
      break
    }
    case 'reply':
      out.u8(2).u64(check.whole(event.id, Number.MAX_SAFE_INTEGER)).u16(check.whole(event.status, 999))
      out.vector(check.bytes(event.body, BYTES_MAX))
      break
    case 'loaded':
      if (!Array.isArray(event.rows) || event.rows.length > ROWS_MAX) throw new WrongArgument('rows wanted')
      out.u8(3).u64(check.whole(event.id, Number.MAX_SAFE_INTEGER)).varint(event.rows.length)
      for (const row of event.rows) out.text(check.text(row.name, 1000)).vector(check.bytes(row.value, BYTES_MAX))
      break
    case 'tick': out.u8(4); break
    case 'up': out.u8(5); break
    case 'down': out.u8(6); break
    case 'frame': out.u8(7).vector(check.bytes(event.batch, 2 * MIB)); break
    case 'chunk':
      out.u8(8).u64(check.whole(event.id, Number.MAX_SAFE_INTEGER))
      event.bytes === null ? out.u8(0) : out.u8(1).vector(check.bytes(event.bytes, MIB))
      out.u8(check.flag(event.last) ? 1 : 0)
      break
    case 'given':
      out.u8(9).u64(check.whole(event.id, Number.MAX_SAFE_INTEGER)).u8(check.flag(event.written) ? 1 : 0)
      break
    default: throw new WrongArgument('no such event')
  }
  return out.done()
}

function call(from) {
  return {
    method: from.text(),
    path: from.text(),
    contentType: from.optional(() => from.text()),
    token: from.optional(() => from.text()),
    body: from.optional(() => from.vector()),
    instance: from.optional(() => from.text()),
  }
}

function effect(from) {
  const kind = from.u8()
  switch (kind) {
    case 1: return { kind: 'send', id: from.u64(), call: call(from) }
    case 2: return { kind: 'fetch', id: from.u64(), call: call(from) }
    case 3: return { kind: 'load', id: from.u64(), prefix: from.text(), after: from.text(), limit: from.u32() }
    case 4: return { kind: 'wake', time: from.u64() }
    case 5: return { kind: 'alert', code: from.text(), detail: from.text() }
    case 6: return { kind: 'take', id: from.u64(), source: from.text(), index: from.u32() }
    case 7: return { kind: 'give', id: from.u64(), sink: from.text(), index: from.u32(), bytes: from.vector(), last: from.u8() === 1 }
    case 8: return { kind: 'discard', sink: from.text() }
    case 9: return { kind: 'retake', id: from.u64(), sink: from.text(), index: from.u32() }
    default: throw new Trap(`effect ${kind}`)
  }
}

const refused = (from) => ({ kind: 'refused', place: from.text(), reason: from.text(), detail: from.text() })
const failed = (from) => ({ kind: 'failed', code: from.text(), detail: from.text() })

function view(from) {
  const kind = from.u8()
  switch (kind) {
    case 1: return { kind: 'progress', stage: from.text(), done: from.u64(), total: from.u64() }
    case 2: return refused(from)
    case 3: return failed(from)
    case 4: return { kind: 'followed', size: from.u64(), cosignedAt: from.u64(), from: from.u64() }
    case 5: return { kind: 'directory', countries: from.u32(), listings: from.u32(), refused: from.u32(), fetched: from.u32() }
    case 6: return {
      kind: 'finished', commandId: from.u64(), refusals: from.list(() => refused(from)), failed: from.optional(() => failed(from)),
    }
    case 7: return { kind: 'talk', conversation: from.text(), code: from.text(), detail: from.text() }
    default: throw new Trap(`view ${kind}`)
  }
}

// A turn's form; src/wasm/java TurnForm writes it.
export function turnOf(from) {
  const writes = from.list(() => ({ name: from.text(), value: from.optional(() => from.vector()) }))
  const effects = from.list(() => effect(from))
  const views = from.list(() => view(from))
  return { writes, effects, views }
}

const json = (from) => JSON.parse(TEXT.decode(from.vector()))

const openedVault = (from) => ({ kind: from.text(), country: from.text(), origin: from.text() })

const taskStep = (from) => (from.u8() === 0 ? { done: json(from) } : { call: call(from) })

export class Core {
  #exports
  #doors
  #trapped = false

  constructor(exports, doors) {
    this.#exports = exports
    this.#doors = doors
  }

  openVault(file, passphrase) {
    check.bytes(file, 64 * 1024)
    check.text(passphrase, 1024)
    return this.#ask(() => this.#exports.openVault(this.#doors, file, passphrase), openedVault)
  }

  openWrapped(file, wrapped, wrappingKey) {
    check.bytes(file, 64 * 1024)
    check.bytes(wrapped, WRAPPED_BYTES_MAX)
    check.bytes(wrappingKey, 32)
    return this.#ask(() => this.#exports.openWrapped(this.#doors, file, wrapped, wrappingKey), openedVault)
  }

  wrapVault(wrappingKey) {
    check.bytes(wrappingKey, 32)
    return this.#ask(() => this.#exports.wrapVault(this.#doors, wrappingKey), (from) => from.vector())
  }

  openEngine(generation, demo) {
    check.bytes(generation, 16)
    check.flag(demo)
    return this.#ask(() => this.#exports.openEngine(this.#doors, generation, demo), () => null)
  }

  openReference(countries, labels) {
    check.bytes(countries, 4 * MIB)
    check.bytes(labels, 4 * MIB)
    return this.#ask(() => this.#exports.openReference(this.#doors, countries, labels), () => null)
  }

  turn(event) {
    const bytes = eventBytes(event)
    return this.#ask(() => this.#exports.turn(bytes), turnOf)
  }

  cases() {
    return this.#ask(() => this.#exports.cases(), json)
  }

  story(conversation) {
    check.text(conversation, ID_CHARS)
    return this.#ask(() => this.#exports.story(conversation), json)
  }

  attached(conversation) {
    check.text(conversation, ID_CHARS)
    return this.#ask(() => this.#exports.attached(conversation), json)
  }

  problems(request) {
    const bytes = check.json(request, MIB)
    return this.#ask(
      () => this.#exports.problems(this.#doors, bytes),
      (from) => from.list(() => ({ code: from.text(), field: from.text() })))
  }

  sealDrafts(typed) {
    check.bytes(typed, DRAFTS_BYTES_MAX)
    return this.#ask(() => this.#exports.sealDrafts(typed), (from) => from.vector())
  }

  openDrafts(sealed) {
    check.bytes(sealed, MIB)
    return this.#ask(() => this.#exports.openDrafts(sealed), (from) => from.vector())
  }

  find(question) {
    const bytes = check.json(question, 16 * 1024)
    return this.#ask(() => this.#exports.find(this.#doors, bytes), json)
  }

  card(id) {
    check.text(id, 40)
    return this.#ask(() => this.#exports.card(this.#doors, id), json)
  }

  proof(id) {
    check.text(id, 40)
    return this.#ask(() => this.#exports.proof(this.#doors, id), json)
  }

  world() { return this.#ask(() => this.#exports.world(this.#doors), json) }
  owner() { return this.#ask(() => this.#exports.owner(this.#doors), json) }


  leaves(question) {
    const bytes = check.json(question, 2_000)
    return this.#ask(() => this.#exports.leaves(this.#doors, bytes), json)
  }

  leaf(index) {
    check.whole(index, 0x7fffffff)
    return this.#ask(() => this.#exports.leaf(index), json)
  }

  openInvitation(fragment, origin) {
    check.text(fragment, 4_000)
    check.text(origin, 200)
    return this.#ask(() => this.#exports.openInvitation(this.#doors, fragment, origin), json)
  }

  apply(card, passphrase) {
    const bytes = check.json(card, 16 * 1024)
    check.text(passphrase, 1024)
    return this.#ask(
      () => this.#exports.apply(bytes, passphrase),
      (from) => ({ file: from.vector(), made: json(from), body: from.vector() }))
  }

  standing(country, device) {
    check.text(country, 2)
    check.text(device, 80)
    return this.#ask(() => this.#exports.standing(country, device), json)
  }

  // A task goes from answer to answer: { call } is what the server is to be asked next, { done } the end.
  beginTask(task) {
    const bytes = check.json(task, MIB)
    return this.#ask(() => this.#exports.beginTask(this.#doors, bytes), taskStep)
  }

  goOn(status, body) {
    check.whole(status, 999)
    check.bytes(body, BYTES_MAX)
    return this.#ask(() => this.#exports.goOn(status, body), taskStep)
  }

  #ask(run, read) {
    if (this.#trapped) throw new Trap('this core has trapped')
    try {
      const from = new Reader(run())
      if (from.u8() !== DONE) return { refused: from.text() }
      const value = read(from)
      from.end()
      return { value }
    } catch (e) {
      this.#trapped = true
      throw new Trap(String(e), { cause: e })
    }
  }
}
