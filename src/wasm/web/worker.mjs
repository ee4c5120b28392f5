// The Worker that hosts the core. Asked { id, op, args } it answers { id, value }, { id, refused } or, when nothing of it may
// be used again, { trap }. Views go out as { view }. No op signs given bytes, and no key leaves.
import { load } from './core-runtime.mjs'
import { Core } from './core.mjs'
import { doors } from './doors.mjs'
import { Pump } from './pump.mjs'
import { Store } from './store.mjs'

const ANSWER_MILLIS_MAX = 60_000
const began = performance.now()
let startMillis = 0
// Nothing is awaited while this script runs: a message that came meanwhile would find nobody listening.
const loading = load('/core.wasm').then(({ exports }) => {
  startMillis = performance.now() - began
  return new Core(exports, doors)
})

let core = null
let origin = ''
let pump = null
let nextCommand = 1
const finished = new Map()

function show(view) {
  if (view.kind === 'trap') return postMessage({ trap: view.detail })
  if (view.kind === 'finished') {
    finished.get(view.commandId)?.(view)
    finished.delete(view.commandId)
  }
  postMessage({ view })
}

async function send(call) {
  const headers = {}
  if (call.contentType !== null) headers['Content-Type'] = call.contentType
  if (call.token !== null) headers.Authorization = `Bearer ${call.token}`
  try {
    const reply = await fetch(origin + call.path, {
      method: call.method, headers, body: call.body, redirect: 'error', credentials: 'omit', cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_MILLIS_MAX),
    })
    return { status: reply.status, body: new Uint8Array(await reply.arrayBuffer()) }
  } catch (e) {
    return { status: 0, body: new TextEncoder().encode(String(e)) }
  }
}

const ops = {
  started: () => ({ value: startMillis }),
  openVault(file, passphrase) {
    const opened = core.openVault(file, passphrase)
    if (opened.value) origin = opened.value.origin
    return opened
  },
  async openEngine(store, generation, demo) {
    const opened = core.openEngine(generation, demo)
    if (opened.refused === undefined) pump = new Pump(core, await Store.open(store), send, show)
    return opened
  },
  openReference: (countries, labels) => core.openReference(countries, labels),
  search: (...question) => core.search(...question),
  async command(wish, note) {
    if (pump === null) return { refused: 'engine-not-open' }
    const id = nextCommand++
    const end = new Promise((view) => finished.set(id, view))
    await pump.take({ kind: 'command', id, wish, note })
    return { value: await end }
  },
}

// A wrong argument is a value too; anything else means that this instance is not to be trusted any more.
onmessage = async ({ data: { id, op, args } }) => {
  try {
    core = await loading
    if (!Object.hasOwn(ops, op)) return postMessage({ id, refused: 'no-such-op' })
    postMessage({ id, ...await ops[op](...args) })
  } catch (e) {
    if (e instanceof TypeError && !e.cause) postMessage({ id, refused: 'wrong-argument' })
    else postMessage({ trap: String(e) })
  }
}
