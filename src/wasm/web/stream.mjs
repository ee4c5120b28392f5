// The delivery service's stream: what it brings goes to the core in order. It begins with a connection (log followed, signed in,
// instance claimed, all that came meanwhile fetched) and so does every new one: the server then goes on where the device has
// acknowledged. Nothing is kept here: what the core does not get is told again.
const BACK_OFF_MILLIS = [500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000]
const WELL_AFTER_MILLIS = 30_000
const FRAMES_WAITING_MAX = 256
const INSTANCE_REPLACED = 4409

export class Stream {
  #origin
  #connect
  #pump
  #socket = null
  #timer = null
  #tries = 0
  #on = false

  // connect() answers { token, instance } once all that came was fetched, else null.
  constructor(origin, connect, pump) {
    this.#origin = origin
    this.#connect = connect
    this.#pump = pump
  }

  // Begins, or tries again at once what waits for its time.
  start() {
    if (this.#on && this.#timer === null) return
    this.#tries = 0
    this.#on = true
    clearTimeout(this.#timer)
    this.#timer = null
    this.#begin().catch(() => this.#again())
  }

  stop() {
    this.#on = false
    clearTimeout(this.#timer)
    this.#timer = null
    this.#socket?.close()
  }

  async #begin() {
    const name = await this.#connect()
    if (!this.#on) return
    if (name === null) return this.#again()
    const socket = new WebSocket(
      `${this.#origin.replace(/^http/, 'ws')}/api/v1/stream?instance=${name.instance}`, ['hublink.v1', `hublink.token.${name.token}`])
    this.#socket = socket
    socket.binaryType = 'arraybuffer'
    let well = null
    socket.onopen = () => {
      well = setTimeout(() => { this.#tries = 0 }, WELL_AFTER_MILLIS)
      this.#tell({ kind: 'up' })
    }
    socket.onmessage = ({ data }) => {
      // Too slow to keep up: what is not taken now is told again later.
      if (!(data instanceof ArrayBuffer) || this.#pump.waiting > FRAMES_WAITING_MAX) socket.close()
      else this.#tell({ kind: 'frame', batch: new Uint8Array(data) })
    }
    socket.onclose = ({ code }) => {
      clearTimeout(well)
      this.#socket = null
      this.#tell({ kind: 'down' })
      // Another store of this device speaks now: the core was told so before, and this one is silent.
      if (code === INSTANCE_REPLACED) this.#on = false
      else this.#again()
    }
  }

  // Not all at once after an outage: somewhere between half the time and the whole.
  #again() {
    if (!this.#on || this.#timer !== null) return
    const wait = BACK_OFF_MILLIS[Math.min(this.#tries++, BACK_OFF_MILLIS.length - 1)]
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#begin().catch(() => this.#again())
    }, wait * (0.5 + Math.random() / 2))
  }

  // The pump says itself when it has ended.
  #tell(event) {
    this.#pump.take(event).catch(() => this.stop())
  }
}
