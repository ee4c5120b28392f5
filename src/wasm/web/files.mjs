// Attachments in the Worker, a chunk at a time: files that a person chose, and what is fetched, out of sight until the core has
// verified the last of it. A Blob's bytes are the browser's to keep, not this Worker's memory.
const CHUNK_BYTES = 1 << 20

export class Files {
  #sources = new Map()
  #parts = new Map()
  #whole = new Map()

  // The name under which the core asks for it: the same file has the same one, so that a broken upload goes on.
  offer(name, file) {
    const source = `${name.slice(0, 160)}/${file.size}/${file.lastModified ?? 0}`
    this.#sources.set(source, file)
    return source
  }

  withdraw(source) { this.#sources.delete(source) }

  async take({ id, source, index }) {
    const file = this.#sources.get(source)
    const from = index * CHUNK_BYTES
    const none = { kind: 'chunk', id, bytes: null, last: true }
    if (file === undefined || from > file.size) return none
    try {
      const bytes = new Uint8Array(await file.slice(from, from + CHUNK_BYTES).arrayBuffer())
      return { kind: 'chunk', id, bytes, last: file.size - from <= CHUNK_BYTES }
    } catch {
      return none
    }
  }

  give({ id, sink, index, bytes, last }) {
    const parts = index === 0 ? [] : this.#parts.get(sink)
    if (parts?.length !== index) return { kind: 'given', id, written: false }
    parts.push(new Blob([bytes]))
    this.#parts.set(sink, parts)
    if (last) {
      this.#whole.set(sink, new Blob(parts))
      this.#parts.delete(sink)
    }
    return { kind: 'given', id, written: true }
  }

  // What an earlier try left out of sight; the core verifies it again.
  async retake({ id, sink, index }) {
    const part = this.#parts.get(sink)?.[index]
    const bytes = part === undefined ? null : new Uint8Array(await part.arrayBuffer())
    return { kind: 'chunk', id, bytes, last: true }
  }

  discard(sink) { this.#parts.delete(sink) }

  // What was verified whole, handed over once; null where nothing was.
  handOver(sink) {
    const whole = this.#whole.get(sink) ?? null
    this.#whole.delete(sink)
    return whole
  }
}
