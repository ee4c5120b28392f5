// Asks for one trial after the other, runs it on the core and posts the answer.
import { load } from './core-runtime.mjs'
import { doors } from './doors.mjs'

addEventListener('securitypolicyviolation', (e) => postMessage({ failed: `policy: ${e.violatedDirective} ${e.blockedURI}` }))

try {
  const core = (await load('/core.wasm')).exports
  for (;;) {
    const next = await fetch('/next')
    if (next.status !== 200) continue
    const trial = decodeURIComponent(next.headers.get('X-Trial').replaceAll('+', ' '))
    const answer = core.run(doors, trial, new Uint8Array(await next.arrayBuffer()))
    await fetch('/answer', { method: 'POST', body: answer })
  }
} catch (e) {
  postMessage({ failed: `${e}\n${e?.stack ?? ''}` })
}
