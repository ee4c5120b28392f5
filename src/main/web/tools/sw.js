// The page's own files for when there is no network: the page as it was last given, and hashed files that never change; the build puts
// their list, FILES, above. What goes to the server's interface is never touched, and nothing that somebody typed, sent or read is ever
// kept here.
const CACHE = 'hublink-page-1'

addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))

// A page has been unlocked: from now on it must open without a network, the core and the rooms nobody has entered yet too. Files of
// releases that are gone go.
addEventListener('message', (event) => {
  if (event.data === 'keep') event.waitUntil(keep())
})

async function keep() {
  const cache = await caches.open(CACHE)
  for (const one of await cache.keys()) {
    const { pathname } = new URL(one.url)
    if (pathname !== '/' && !FILES.includes(pathname)) await cache.delete(one)
  }
  await Promise.allSettled(['/', ...FILES].map(async (one) => {
    if (one === '/' || await cache.match(one) === undefined) await cache.add(one)
  }))
}

addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== location.origin) return
  if (url.pathname === '/') event.respondWith(page(event.request))
  else if (FILES.includes(url.pathname)) event.respondWith(asset(event.request))
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
  if (reply.ok) await cache.put(request, reply.clone())
  return reply
}
