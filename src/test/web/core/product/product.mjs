// Passes the test's questions on to the product's Worker: an op, its arguments as JSON with "$" for the bytes sent along.
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
const host = new CoreHost(() => (worker = new Worker(scripts.createScriptURL('/worker.mjs'), { type: 'module' })), () => {}, () => {})

for (;;) {
  const next = await fetch('/next')
  if (next.status !== 200) continue
  const trial = decodeURIComponent(next.headers.get('X-Trial').replaceAll('+', ' '))
  const bytes = new Uint8Array(await next.arrayBuffer())
  const [op, ...args] = JSON.parse(trial).map((x) => (x === '$' ? bytes : x))
  const began = performance.now()
  const asked = host.ask(op, ...args)
  // As if the Worker had died of itself.
  if (op === 'restart') worker.onerror(new ErrorEvent('error', { message: 'killed by the test' }))
  const answer = await asked
  await fetch('/answer', { method: 'POST', body: JSON.stringify({ ...answer, millis: performance.now() - began }) })
}
