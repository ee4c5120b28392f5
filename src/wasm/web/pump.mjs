// Runs the core's turns as DESIGN §8 wants it: the writes of a turn become durable in one transaction, then its effects run,
// then its views are shown. One event at a time. What it sends carries the outbox's id, so that sent again it counts once.
import { WrongArgument } from './core.mjs'

const WAKE_MILLIS_MAX = 24 * 3600 * 1000

export class Pump {
  #core
  #store
  #send
  #show
  #files
  #events = []
  #running = false
  #stopped = null

  // send(call, id) answers { status, body }, with status 0 when nobody was reached; it never throws. files: files.mjs.
  constructor(core, store, send, show, files) {
    this.#core = core
    this.#store = store
    this.#send = send
    this.#show = show
    this.#files = files
  }

  // How many events wait for their turn.
  get waiting() { return this.#events.length }

  // Answers when the event's turn is done: { refused } where the core did not take it. What goes wrong in the core or the
  // store ends the pump and is thrown, now and for whatever comes later.
  take(event) {
    return new Promise((done, failed) => {
      this.#events.push({ event, done, failed })
      if (!this.#running) this.#run()
    })
  }

  async #run() {
    this.#running = true
    while (this.#events.length > 0) {
      const { event, done, failed } = this.#events.shift()
      try {
        if (this.#stopped) throw this.#stopped
        done(await this.#turn(event))
      } catch (e) {
        // A wrong argument never reached the core.
        if (!(e instanceof WrongArgument)) this.#stopped = e
        failed(e)
      }
    }
    this.#running = false
  }

  async #turn(event) {
    const answer = this.#core.turn(event)
    if (answer.refused !== undefined) return answer
    const { writes, effects, views } = answer.value
    if (writes.length > 0) await this.#store.write(writes)
    for (const effect of effects) await this.#effect(effect)
    for (const view of views) this.#show(view)
    return {}
  }

  async #effect(effect) {
    if (effect.kind === 'load') {
      const rows = await this.#store.range(effect.prefix, effect.after, effect.limit)
      this.#later(Promise.resolve({ kind: 'loaded', id: effect.id, rows }))
    } else if (effect.kind === 'send' || effect.kind === 'fetch') {
      this.#later(this.#send(effect.call, effect.id).then(({ status, body }) => ({ kind: 'reply', id: effect.id, status, body })))
    } else if (effect.kind === 'wake') {
      const wait = Math.min(WAKE_MILLIS_MAX, Math.max(0, effect.time * 1000 - Date.now()))
      this.#later(new Promise((wake) => setTimeout(() => wake({ kind: 'tick' }), wait)))
    } else if (effect.kind === 'take') {
      this.#later(this.#files.take(effect))
    } else if (effect.kind === 'give') {
      this.#later(Promise.resolve(this.#files.give(effect)))
    } else if (effect.kind === 'retake') {
      this.#later(this.#files.retake(effect))
    } else if (effect.kind === 'discard') {
      this.#files.discard(effect.sink)
    } else {
      this.#show(effect)
    }
  }

  // What this home says to the core is never refused; if it is, one of the two is broken.
  #later(event) {
    event
      .then((e) => this.take(e))
      .then(({ refused }) => { if (refused !== undefined) throw new Error(`event refused: ${refused}`) })
      .catch((e) => this.#show({ kind: 'trap', detail: String(e) }))
  }
}
