// Hosts the small engine that sends, with the product's pump and store, and traps where the test says so.
import { load } from './core-runtime.mjs'
import { eventBytes, turnOf } from './core.mjs'
import { Reader } from './bytes.mjs'
import { doors } from './doors.mjs'
import { Pump } from './pump.mjs'
import { Store } from './store.mjs'

let exports = null
let records = null
const loading = Promise.all([load('/core.wasm'), Store.open('trap')])
let where = ''
const trapAt = (place) => { if (where === place) exports.trap(-1) }

const core = {
  turn(event) {
    const from = new Reader(exports.turn(doors, eventBytes(event)))
    if (from.u8() !== 0) return { refused: from.text() }
    const value = turnOf(from)
    if (event.kind === 'command') trapAt('after-turn')
    if (event.kind === 'reply') trapAt('after-reply')
    return { value }
  },
}
const store = {
  async write(writes) {
    await records.write(writes)
    trapAt('after-write')
  },
  range: (...a) => records.range(...a),
}

let sending = 0
const send = async (call) => {
  sending++
  const reply = await fetch(call.path, { method: call.method, body: call.body })
  sending--
  trapAt('after-send')
  return { status: reply.status, body: new Uint8Array(await reply.arrayBuffer()) }
}
const views = new Map()
function show(view) {
  if (view.kind === 'trap') return postMessage({ trap: view.detail })
  views.get(view.commandId)?.()
}
const pump = new Pump(core, store, send, show)

const ops = {
  async command(wish, id, note, place) {
    const end = new Promise((done) => views.set(id, done))
    where = place
    await pump.take({ kind: 'command', id, wish, note })
    await end
    return { value: null }
  },
  // All that was to be sent has been answered and is out of the outbox.
  async quiet() {
    while (sending > 0 || (await records.range('outbox/', '', 1)).length > 0) await new Promise((later) => setTimeout(later, 5))
    return { value: null }
  },
}
onmessage = async ({ data: { id, op, args } }) => {
  try {
    const [core, opened] = await loading
    exports = core.exports
    records = opened
    postMessage({ id, ...await ops[op](...args) })
  } catch (e) {
    postMessage({ trap: String(e) })
  }
}
