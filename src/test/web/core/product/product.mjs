// Passes the test's questions on to the product's Worker: an op, its arguments as JSON with "$" for the bytes sent along and
// "$file" for a file of them. A file in the answer comes back as its size and its hash. 'other-tab' before an op asks a second
// Worker, as another tab of this profile would.
import { CoreHost } from './host.mjs'

const failed = (what) => fetch('/failed', { method: 'POST', body: String(what) })
addEventListener('securitypolicyviolation', (e) => failed(`policy: ${e.violatedDirective} ${e.blockedURI}`))
addEventListener('error', (e) => failed(`page: ${e.message}`))
addEventListener('unhandledrejection', (e) => failed(`page: ${e.reason}`))

const scripts = trustedTypes.createPolicy('core', {
  createScriptURL: (url) => {
    if (url !== '/worker.mjs') throw new TypeError('not a script of this page')
    return url
  },
})
let worker = null
const shown = []
const host = new CoreHost(
  () => (worker = new Worker(scripts.createScriptURL('/worker.mjs'), { type: 'module' })), (view) => shown.push(view), () => {})
let other = null

async function ask(op, args) {
  // All that was shown so far.
  if (op === 'shown') return { value: shown.splice(0) }
  if (op === 'other-tab') {
    other ??= new CoreHost(() => new Worker(scripts.createScriptURL('/worker.mjs'), { type: 'module' }), () => {}, () => {})
    return other.ask(...args)
  }
  const asked = host.ask(op, ...args)
  // As if the Worker had died of itself.
  if (op === 'restart') worker.onerror(new ErrorEvent('error', { message: 'killed by the test' }))
  return asked
}

async function described(file) {
  const bytes = await file.arrayBuffer()
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return { size: bytes.byteLength, sha256: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('') }
}

for (;;) {
  const next = await fetch('/next')
  if (next.status !== 200) continue
  const trial = decodeURIComponent(next.headers.get('X-Trial').replaceAll('+', ' '))
  const bytes = new Uint8Array(await next.arrayBuffer())
  const [op, ...args] = JSON.parse(trial).map((x) => (x === '$' ? bytes : x === '$file' ? new Blob([bytes]) : x))
  const began = performance.now()
  const answer = await ask(op, args)
  const millis = performance.now() - began
  if (answer.value?.content instanceof Blob) answer.value.content = await described(answer.value.content)
  await fetch('/answer', { method: 'POST', body: JSON.stringify({ ...answer, millis }) })
}
