// Rings for a page that is locked: the keys have gone with the core's Worker, only the session's token came here, by a port between
// the two Workers. It can hear that something waits for one's desk; it can open, sign and answer nothing.
const BACK_OFF_MILLIS = [500, 2_000, 10_000, 30_000]
const TEXT_CHARS_MAX = 2_000
const SESSION_OVER = 4401

let named = null
let on = false
let socket = null
let tries = 0
let timer = null

function stop() {
  clearTimeout(timer)
  timer = null
  socket?.close()
  socket = null
}

function listen() {
  if (!on || named === null || socket !== null) return
  const mine = new WebSocket(`${named.origin.replace(/^http/, 'ws')}/api/v1/messaging/watch`, ['hublink.v1', `hublink.token.${named.token}`])
  socket = mine
  mine.onopen = () => {
    tries = 0
    postMessage({ kind: 'bell', hears: true })
  }
  mine.onmessage = ({ data }) => {
    if (typeof data !== 'string' || data.length > TEXT_CHARS_MAX) return
    try {
      const { alert, desk, urgency, over } = JSON.parse(data)
      postMessage({ kind: 'ring', alert: String(alert), desk: String(desk), urgency: String(urgency), over: over === true })
    } catch { /* Not of our server: nothing rings for it. */ }
  }
  mine.onclose = ({ code }) => {
    if (mine !== socket) return
    socket = null
    if (!on) return
    postMessage({ kind: 'bell', hears: false })
    if (code !== SESSION_OVER) timer = setTimeout(listen, BACK_OFF_MILLIS[Math.min(tries++, BACK_OFF_MILLIS.length - 1)])
  }
}

onmessage = ({ data }) => {
  if (data.port) data.port.onmessage = ({ data: given }) => { named = given }
  if (data.on !== undefined) {
    on = data.on
    stop()
    tries = 0
    if (on) listen()
  }
}
