// The Worker that hosts the core. Asked { id, op, args } it answers { id, value }, { id, refused } or, when nothing of it may
// be used again, { trap }. Views go out as { view }. No op signs given bytes, and no key leaves.
import { load } from './core-runtime.mjs'
import { BYTES_MAX, Core, WrongArgument } from './core.mjs'
import { doors } from './doors.mjs'
import { Files } from './files.mjs'
import { Pump } from './pump.mjs'
import { Store } from './store.mjs'
import { Stream } from './stream.mjs'
import { mayRun } from './turnstile.mjs'
import { Watch } from './watch.mjs'

const ANSWER_MILLIS_MAX = 60_000
const PUBLISHED_MILLIS_MAX = 30_000
const PUBLISHED_ASK_MILLIS = 250
const DRAFTS = 'drafts'
const APPLICATIONS = '/api/v1/officers/applications'
const began = performance.now()
let startMillis = 0
// Nothing is awaited while this script runs: a message that came meanwhile would find nobody listening.
const loading = load(new URL('./core.wasm', import.meta.url).href).then(({ exports }) => {
  startMillis = performance.now() - began
  return new Core(exports, doors)
})

let core = null
let origin = ''
let pump = null
let store = null
let stream = null
let named = null
let newest = null
let watch = null
let application = null
let bell = null
let ringsFor = ''
let tasks = Promise.resolve()
let nextCommand = 1
const finished = new Map()
const files = new Files()

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
  if (call.instance !== null) headers['Hublink-Instance'] = call.instance
  // Whoever rings for this page while it is locked has the session, and no key.
  if (bell !== null && call.token !== null && call.token !== ringsFor) {
    ringsFor = call.token
    bell.postMessage({ origin, token: call.token })
  }
  newest = call.token ?? newest
  // What the stream is opened with: it follows a connection, which has just used both.
  if (call.token !== null && call.instance !== null) named = { token: call.token, instance: call.instance }
  try {
    const reply = await fetch(origin + call.path, {
      method: call.method, headers, body: call.body, redirect: 'error', credentials: 'omit', cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_MILLIS_MAX),
    })
    return { status: reply.status, body: await bounded(reply) }
  } catch (e) {
    return { status: 0, body: new TextEncoder().encode(String(e)) }
  }
}

async function bounded(reply) {
  const chunks = []
  let length = 0
  for (const reader = reply.body?.getReader(); reader !== undefined;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > BYTES_MAX) throw new RangeError('the answer is too large')
    chunks.push(value)
  }
  return chunks.length === 1 ? chunks[0] : new Uint8Array(await new Blob(chunks).arrayBuffer())
}

function codeOf(body) {
  try {
    const { code } = JSON.parse(new TextDecoder().decode(body))
    return typeof code === 'string' ? code.slice(0, 120) : 'unexpected-answer'
  } catch {
    return 'unexpected-answer'
  }
}

async function command(wish) {
  const id = nextCommand++
  const end = new Promise((view) => finished.set(id, view))
  try {
    const { refused } = await pump.take({ ...wish, kind: 'command', id })
    return refused === undefined ? { value: await end } : { refused }
  } finally {
    finished.delete(id)
  }
}

async function attach(conversation, name, type, file) {
  if (typeof name !== 'string' || !(file instanceof Blob)) throw new WrongArgument('name and file wanted')
  const source = files.offer(name, file)
  try {
    return await command({ wish: 'attach', conversation, name, type, source })
  } finally {
    files.withdraw(source)
  }
}

async function fetchFile(conversation, file) {
  const sink = `${conversation}/${file}`
  const answer = await command({ wish: 'fetch', conversation, file, sink })
  const content = files.handOver(sink)
  return answer.refused === undefined ? { value: { finished: answer.value, content } } : answer
}

// An operator's task: signed in first, then from answer to answer, then followed until what was logged is published. One at a time.
async function task(wanted) {
  const signed = await command({ wish: 'sign-in' })
  const failed = signed.refused ?? signed.value.failed?.code ?? signed.value.refusals[0]?.reason
  if (failed !== undefined) return { refused: failed }
  let step = core.beginTask(wanted)
  while (step.refused === undefined && step.value.call !== undefined) {
    const { status, body } = await send(step.value.call)
    step = core.goOn(status, body)
  }
  if (step.refused !== undefined) return step
  const { done } = step.value
  if (done.logged === true) await published(done.index)
  return { value: done }
}

async function published(leaf) {
  const end = performance.now() + PUBLISHED_MILLIS_MAX
  while (performance.now() < end) {
    await command({ wish: 'follow' })
    if ((core.world().value?.logSize ?? 0) > leaf) return
    await new Promise((later) => setTimeout(later, PUBLISHED_ASK_MILLIS))
  }
}

async function connect() {
  const { value } = await command({ wish: 'connect' })
  return value?.failed === null ? named : null
}

// The token of a session that counts: whatever was asked last has used it.
async function session() {
  const { value } = await command({ wish: 'sign-in' })
  return value?.failed === null ? newest : null
}

const ops = {
  started: () => ({ value: startMillis }),
  openVault(file, passphrase) {
    if (pump !== null) return { refused: 'engine-open-already' }
    const opened = core.openVault(file, passphrase)
    if (opened.value) origin = opened.value.origin
    return opened
  },
  openWrapped(file, wrapped, wrappingKey) {
    if (pump !== null) return { refused: 'engine-open-already' }
    const opened = core.openWrapped(file, wrapped, wrappingKey)
    if (opened.value) origin = opened.value.origin
    return opened
  },
  wrapVault: (wrappingKey) => core.wrapVault(wrappingKey),
  // One engine a store in all tabs of a browser; whoever is refused is shown 'engine-free' when the other one has gone.
  async openEngine(name, demo) {
    if (typeof name !== 'string' || name === '' || name.length > 200) throw new WrongArgument('name wanted')
    if (pump !== null) return { refused: 'engine-open-already' }
    if (!await mayRun(name, () => show({ kind: 'engine-free' }))) return { refused: 'engine-in-other-tab' }
    const made = await Store.open(name)
    const opened = core.openEngine(made.generation, demo)
    if (opened.refused !== undefined) made.close()
    else {
      store = made
      pump = new Pump(core, store, send, show, files)
    }
    return opened
  },
  openReference: (countries, labels) => core.openReference(countries, labels),
  // What was typed and not signed yet: one record, sealed as all of them, whose name tells nothing.
  async keepDrafts(typed) {
    if (pump === null) return { refused: 'engine-not-open' }
    if (typed !== null && typeof typed !== 'string') throw new WrongArgument('text wanted')
    const sealed = typed === null ? { value: null } : core.sealDrafts(new TextEncoder().encode(typed))
    if (sealed.refused === undefined) await store.write([{ name: DRAFTS, value: sealed.value }])
    return sealed.refused === undefined ? { value: null } : sealed
  },
  async drafts() {
    if (pump === null) return { refused: 'engine-not-open' }
    const row = (await store.range(DRAFTS, '', 1)).find((one) => one.name === DRAFTS)
    if (row === undefined) return { value: null }
    const opened = core.openDrafts(row.value)
    return opened.refused === undefined ? { value: new TextDecoder().decode(opened.value) } : opened
  },
  problems: (request) => core.problems(request),
  cases: () => core.cases(),
  story: (conversation) => core.story(conversation),
  attached: (conversation) => core.attached(conversation),
  find: (question) => core.find(question),
  card: (id) => core.card(id),
  proof: (id) => core.proof(id),
  world: () => core.world(),
  owner: () => core.owner(),
  leaves: (question) => core.leaves(question),
  leaf: (index) => core.leaf(index),
  openInvitation(fragment, from) {
    if (pump !== null) return { refused: 'engine-open-already' }
    const opened = core.openInvitation(fragment, from)
    if (opened.value) origin = from
    return opened
  },
  // What is to be sent stays here until the vault is kept: keys that nobody has are of no use to anybody.
  apply(card, passphrase) {
    if (pump === null) return { refused: 'engine-not-open' }
    const applied = core.apply(card, passphrase)
    if (applied.refused !== undefined) return applied
    const { file, made, body } = applied.value
    application = body
    return { value: { file, ...made } }
  },
  async sendApplication() {
    if (application === null) return { refused: 'nothing-to-send' }
    const call = { method: 'POST', path: APPLICATIONS, contentType: 'application/json', token: null, body: application, instance: null }
    const { status, body } = await send(call)
    if (status >= 200 && status < 300) {
      application = null
      return { value: null }
    }
    return { refused: status === 0 ? 'unreachable' : codeOf(body) }
  },
  standing: (country, device) => core.standing(country, device),
  task(wanted) {
    if (pump === null) return { refused: 'engine-not-open' }
    const done = tasks.then(() => task(wanted))
    tasks = done.catch(() => {})
    return done
  },
  command: (wish) => (pump === null ? { refused: 'engine-not-open' } : command(wish)),
  attach: (...chosen) => (pump === null ? { refused: 'engine-not-open' } : attach(...chosen)),
  fetchFile: (...named) => (pump === null ? { refused: 'engine-not-open' } : fetchFile(...named)),
  // From now on what the server has for this device comes by itself, over every break of the network.
  listen() {
    if (pump === null) return { refused: 'engine-not-open' }
    stream ??= new Stream(origin, connect, pump)
    stream.start()
    return { value: null }
  },
  // From now on what moves in the forum is told, too.
  watch() {
    if (pump === null) return { refused: 'engine-not-open' }
    watch ??= new Watch(origin, session, (change) => show({ kind: 'moved', change }))
    watch.start()
    return { value: null }
  },
}

addEventListener('online', () => stream?.start())

// A wrong argument is a value too; anything else means that this instance is not to be trusted any more.
onmessage = async ({ data: { id, op, args, port } }) => {
  if (port !== undefined) {
    bell = port
    return undefined
  }
  try {
    core = await loading
    if (!Object.hasOwn(ops, op)) return postMessage({ id, refused: 'no-such-op' })
    postMessage({ id, ...await ops[op](...args) })
  } catch (e) {
    if (e instanceof WrongArgument) postMessage({ id, refused: 'wrong-argument' })
    else postMessage({ trap: String(e) })
  }
}
