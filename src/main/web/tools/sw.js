// The page's own files for when there is no network: the page as it was last given, and hashed files that never change. What goes to
// the server's interface is never touched, and nothing that somebody typed, sent or read is ever kept here.
const CACHE = 'hublink-page-1'
const FILES_MAX = 120

addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))

// What the page had loaded before this was there.
addEventListener('message', (event) => {
  const own = (Array.isArray(event.data) ? event.data : []).filter((one) => typeof one === 'string' && kept(new URL(one, location.origin)))
  event.waitUntil(caches.open(CACHE).then((cache) => Promise.allSettled(own.slice(0, FILES_MAX).map(async (one) => {
    if (await cache.match(one) === undefined) await cache.add(one)
  }))))
})

const kept = (url) => url.origin === location.origin && (url.pathname === '/' || url.pathname.startsWith('/assets/'))

addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || !kept(url)) return
  event.respondWith(url.pathname === '/' ? page(event.request) : asset(event.request))
})

// Always the server's page where there is one; the last one where there is none.
async function page(request) {
  const cache = await caches.open(CACHE)
  try {
    const reply = await fetch(request)
    if (reply.ok) await cache.put('/', reply.clone())
    return reply
  } catch (e) {
    const before = await cache.match('/')
    if (before === undefined) throw e
    return before
  }
}

async function asset(request) {
  const cache = await caches.open(CACHE)
  const before = await cache.match(request)
  if (before !== undefined) return before
  const reply = await fetch(request)
  if (reply.ok) {
    await cache.put(request, reply.clone())
    const all = await cache.keys()
    // The oldest go first: files of releases that are gone.
    for (const one of all.slice(0, Math.max(0, all.length - FILES_MAX))) await cache.delete(one)
  }
  return reply
}
