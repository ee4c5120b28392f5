// Hears what moves in the forum, as the server says it. A socket that broke is opened again, and then something may have been missed,
// which is told as null. Nothing that comes here is believed: whoever shows a question asks for it anew, and the core judges the answer.
const BACK_OFF_MILLIS = [500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000]
const TEXT_CHARS_MAX = 4_000

export class Watch {
  #origin
  #session
  #told
  #on = false
  #tries = 0
  #missed = false

  // session() answers the token of a session that counts, else null; told(change) gets what moved.
  constructor(origin, session, told) {
    this.#origin = origin
    this.#session = session
    this.#told = told
  }

  start() {
    if (this.#on) return
    this.#on = true
    this.#begin().catch(() => this.#again())
  }

  async #begin() {
    const token = await this.#session()
    if (token === null) return this.#again()
    const socket = new WebSocket(`${this.#origin.replace(/^http/, 'ws')}/api/v1/forum/watch`, ['hublink.v1', `hublink.token.${token}`])
    socket.onopen = () => {
      this.#tries = 0
      if (this.#missed) this.#told(null)
    }
    socket.onmessage = ({ data }) => {
      if (typeof data !== 'string' || data.length > TEXT_CHARS_MAX) return
      let change
      try { change = JSON.parse(data) } catch { return }
      if (Number.isSafeInteger(change?.seq) && typeof change.thread === 'string' && Array.isArray(change.tags)) this.#told(change)
    }
    socket.onclose = () => this.#again()
  }

  // Not all at once after an outage: somewhere between half the time and the whole.
  #again() {
    this.#missed = true
    const wait = BACK_OFF_MILLIS[Math.min(this.#tries++, BACK_OFF_MILLIS.length - 1)]
    setTimeout(() => this.#begin().catch(() => this.#again()), wait * (0.5 + Math.random() / 2))
  }
}
