// Runs the core's turns as DESIGN §8 wants it: the writes of a turn become durable in one transaction, then its effects run,
// then its views are shown. One event at a time. What it sends carries the outbox's id, so that sent again it counts once.
export class Pump {
  #core
  #store
  #send
  #show
  #events = []
  #running = false
  #stopped = false

  // send(call, id) answers { status, body }, with status 0 when nobody was reached; it never throws.
  constructor(core, store, send, show) {
    this.#core = core
    this.#store = store
    this.#send = send
    this.#show = show
  }

  // Takes an event; what goes wrong in the core or the store ends the pump and is thrown from the promise.
  async take(event) {
    this.#events.push(event)
    if (this.#running) return
    this.#running = true
    try {
      while (this.#events.length > 0 && !this.#stopped) await this.#turn(this.#events.shift())
    } catch (e) {
      this.#stopped = true
      throw e
    } finally {
      this.#running = false
    }
  }

  async #turn(event) {
    const answer = this.#core.turn(event)
    if (answer.refused !== undefined) throw new Error(`event refused: ${answer.refused}`)
    const { writes, effects, views } = answer.value
    if (writes.length > 0) await this.#store.write(writes)
    for (const effect of effects) await this.#run(effect)
    for (const view of views) this.#show(view)
  }

  async #run(effect) {
    if (effect.kind === 'load') {
      this.#events.push({ kind: 'loaded', id: effect.id, rows: await this.#store.range(effect.prefix, effect.after, effect.limit) })
    } else if (effect.kind === 'send' || effect.kind === 'fetch') {
      this.#later(this.#send(effect.call, effect.id).then(({ status, body }) => ({ kind: 'reply', id: effect.id, status, body })))
    } else if (effect.kind === 'wake') {
      const wait = Math.max(0, effect.time * 1000 - Date.now())
      this.#later(new Promise((wake) => setTimeout(() => wake({ kind: 'tick' }), wait)))
    } else {
      this.#show(effect)
    }
  }

  #later(event) {
    event.then((e) => this.take(e)).catch((e) => this.#show({ kind: 'trap', detail: String(e) }))
  }
}
