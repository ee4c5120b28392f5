// Asks for one trial after the other, runs it on the core and posts the answer.
import { load } from './core-runtime.mjs'
import { doors } from './doors.mjs'

// Key, nonce, associated data, then what is to be sealed: by the browser's own cipher.
async function webcrypto(bytes) {
  const key = await crypto.subtle.importKey('raw', bytes.subarray(0, 32), 'AES-GCM', false, ['encrypt'])
  const how = { name: 'AES-GCM', iv: bytes.subarray(32, 44), additionalData: bytes.subarray(44, 60) }
  return new Uint8Array(await crypto.subtle.encrypt(how, key, bytes.subarray(60)))
}

addEventListener('securitypolicyviolation', (e) => postMessage({ failed: `policy: ${e.violatedDirective} ${e.blockedURI}` }))

try {
  const core = (await load('/core.wasm')).exports
  for (;;) {
    const next = await fetch('/next')
    if (next.status !== 200) continue
    const trial = decodeURIComponent(next.headers.get('X-Trial').replaceAll('+', ' '))
    const bytes = new Uint8Array(await next.arrayBuffer())
    const answer = trial === 'webcrypto' ? await webcrypto(bytes) : core.run(doors, trial, bytes)
    await fetch('/answer', { method: 'POST', body: answer })
  }
} catch (e) {
  postMessage({ failed: `${e}\n${e?.stack ?? ''}` })
}
