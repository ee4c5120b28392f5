// Starts the Worker that hosts the core, and tells the test that serves this page when something is not as it should be.
const failed = (what) => fetch('/failed', { method: 'POST', body: String(what) })

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
worker.onmessage = ({ data }) => failed(data.failed)
