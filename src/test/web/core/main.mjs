// Starts the Worker that hosts the core and sends each vector file's answer back to the test that serves this page.
// One after the other, so that the last word arrives last.
let sent = Promise.resolve()
const tell = (path, body) => { sent = sent.then(() => fetch(path, { method: 'POST', body })) }
const failed = (what) => tell('/failed', String(what))

addEventListener('securitypolicyviolation', (e) => failed(`policy: ${e.violatedDirective} ${e.blockedURI}`))
addEventListener('error', (e) => failed(`page: ${e.message}`))

// The product's policy demands Trusted Types: this one lets the one Worker through and nothing else.
const scripts = trustedTypes.createPolicy('core', {
  createScriptURL: (url) => {
    if (url !== '/worker.mjs') throw new TypeError('not a script of this page')
    return url
  },
})
const worker = new Worker(scripts.createScriptURL('/worker.mjs'), { type: 'module' })
worker.onerror = (e) => failed(`worker: ${e.message}`)
worker.onmessage = ({ data }) => {
  if (data.failed) failed(data.failed)
  else if (data.done) tell('/done', '')
  else tell(`/answer/${data.file}`, data.answer)
}
