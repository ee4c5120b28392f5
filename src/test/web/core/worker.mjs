import { load } from './core-runtime.mjs'
import { doors } from './doors.mjs'

addEventListener('securitypolicyviolation', (e) => postMessage({ failed: `policy: ${e.violatedDirective} ${e.blockedURI}` }))

const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer())

try {
  const core = (await load('/core.wasm')).exports
  for (const file of await (await fetch('/files')).json()) {
    postMessage({ file, answer: core.vectors(doors, file, await bytes(`/vectors/${file}`)) })
  }
  postMessage({ done: true })
} catch (e) {
  postMessage({ failed: `${e}\n${e?.stack ?? ''}` })
}
