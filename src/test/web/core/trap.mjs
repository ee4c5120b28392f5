// Passes the test's orders on to the Worker that hosts the small engine, and opens each new Worker from what is stored.
import { CoreHost } from './host.mjs'

const failed = (what) => fetch('/failed', { method: 'POST', body: String(what) })
addEventListener('securitypolicyviolation', (e) => failed(`policy: ${e.violatedDirective} ${e.blockedURI}`))
addEventListener('error', (e) => failed(`page: ${e.message}`))
addEventListener('unhandledrejection', (e) => failed(`page: ${e.reason}`))

const scripts = trustedTypes.createPolicy('core', {
  createScriptURL: (url) => {
    if (url !== '/trap-worker.mjs') throw new TypeError('not a script of this page')
    return url
  },
})
let traps = 0
let open = Promise.resolve()
const none = new Uint8Array(0)
const host = new CoreHost(
  () => new Worker(scripts.createScriptURL('/trap-worker.mjs'), { type: 'module' }),
  () => {},
  () => {
    traps++
    open = host.ask('command', 'open', 1_000_000 + traps, none, '')
  })

for (;;) {
  const next = await fetch('/next')
  if (next.status !== 200) continue
  const [op, id, place] = decodeURIComponent(next.headers.get('X-Trial').replaceAll('+', ' ')).split(' ')
  const note = new Uint8Array(await next.arrayBuffer())
  await open
  const answer = op === 'quiet' ? await host.ask('quiet') : await host.ask('command', 'gossip', Number(id), note, place ?? '')
  await fetch('/answer', { method: 'POST', body: answer.trap === undefined ? `done ${traps}` : `trapped ${answer.trap}` })
}
