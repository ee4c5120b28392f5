// The page's side: one Worker with the core in it. When the core traps, or the Worker dies, it is thrown away whole and made
// anew; what was asked and not answered is then answered with { trap }, and whoever asked asks again under the same id. One that ends
// several times before it has answered anything is not begun again: it would end for ever.
const STARTS_MAX = 3
const NO_START = 'core-does-not-start'

export class CoreHost {
  #start
  #restarted
  #shown
  #worker
  #waiting = new Map()
  #next = 1
  #fruitless = 0

  // start() makes a Worker; restarted() is told of each new one after the first, to open it again from what is stored.
  constructor(start, shown, restarted) {
    this.#start = start
    this.#shown = shown
    this.#restarted = restarted
    this.#begin()
  }

  // Whether it has been given up: nothing is answered any more but { trap: 'core-does-not-start' }.
  get dead() { return this.#worker === null }

  ask(op, ...args) {
    if (this.#worker === null) return Promise.resolve({ trap: NO_START })
    const id = this.#next++
    return new Promise((answer) => {
      this.#waiting.set(id, answer)
      this.#worker.postMessage({ id, op, args })
    })
  }

  // Gives the Worker a way to whoever rings when it has ended.
  hand(port) { this.#worker?.postMessage({ port }, [port]) }

  close() { this.#worker?.terminate() }

  #begin() {
    const worker = this.#start()
    this.#worker = worker
    const dead = (detail) => { if (worker === this.#worker) this.#trapped(detail) }
    worker.onerror = (e) => dead(e.message)
    worker.onmessage = ({ data }) => {
      if (worker !== this.#worker) return
      if (data.trap === undefined) this.#fruitless = 0
      if (data.trap !== undefined) dead(data.trap)
      else if (data.id !== undefined) {
        this.#waiting.get(data.id)?.(data)
        this.#waiting.delete(data.id)
      } else this.#shown(data.view)
    }
  }

  #trapped(detail) {
    this.#worker.terminate()
    const started = ++this.#fruitless < STARTS_MAX
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    if (started) this.#begin()
    else this.#worker = null
    for (const answer of waiting) answer({ trap: started ? detail : NO_START })
    this.#restarted(detail)
  }
}
