// One engine a store: two tabs of one browser never run two. Whoever comes second is refused, and told when the first has gone.
const WAIT_MILLIS = 1_000
const waiting = new Map()

// True once this Worker may run the store's engine, until it ends; false when another holds it longer than a Worker that was
// just thrown away could. freed() is then called when the other one has gone.
export function mayRun(store, freed) {
  if (!waiting.has(store)) {
    waiting.set(store, new Promise((got, failed) => {
      navigator.locks.request(`hublink-engine ${store}`, () => new Promise(() => got(true))).catch(failed)
    }))
  }
  const mine = waiting.get(store)
  return new Promise((answer, failed) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      answer(false)
    }, WAIT_MILLIS)
    mine.then(() => {
      clearTimeout(timer)
      late ? freed() : answer(true)
    }, failed)
  })
}
