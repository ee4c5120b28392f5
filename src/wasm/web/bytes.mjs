// Reading and writing the core's forms: big-endian numbers, and lengths as RFC 9420 §2.1.2 has them.
const UTF8 = new TextEncoder()
const TEXT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export class Writer {
  #parts = []
  #length = 0

  bytes(bytes) {
    this.#parts.push(bytes)
    this.#length += bytes.length
    return this
  }

  u8(value) { return this.bytes(Uint8Array.of(value)) }
  u16(value) { return this.bytes(Uint8Array.of(value >> 8, value)) }

  u64(value) {
    const out = new DataView(new ArrayBuffer(8))
    out.setBigUint64(0, BigInt(value))
    return this.bytes(new Uint8Array(out.buffer))
  }

  varint(n) {
    if (n < 0x40) return this.u8(n)
    if (n < 0x4000) return this.u16(0x4000 | n)
    if (n >= 0x40000000) throw new RangeError('too long')
    return this.bytes(Uint8Array.of(0x80 | (n >>> 24), n >>> 16, n >>> 8, n))
  }

  vector(bytes) { return this.varint(bytes.length).bytes(bytes) }
  text(text) { return this.vector(UTF8.encode(text)) }

  done() {
    const out = new Uint8Array(this.#length)
    let at = 0
    for (const part of this.#parts) {
      out.set(part, at)
      at += part.length
    }
    return out
  }
}

export class Reader {
  #bytes
  #at = 0

  constructor(bytes) { this.#bytes = bytes }

  bytes(n) {
    if (n > this.#bytes.length - this.#at) throw new RangeError('truncated')
    const out = this.#bytes.slice(this.#at, this.#at + n)
    this.#at += n
    return out
  }

  u8() { return this.bytes(1)[0] }
  u32() { return new DataView(this.bytes(4).buffer).getUint32(0) }
  // Ids and epoch seconds; what is beyond 2^53 means 'never' and stays beyond.
  u64() { return Number(new DataView(this.bytes(8).buffer).getBigUint64(0)) }

  varint() {
    const first = this.u8()
    if (first < 0x40) return first
    if (first < 0x80) return ((first & 0x3f) << 8) | this.u8()
    if (first >= 0xc0) throw new RangeError('varint')
    const rest = this.bytes(3)
    return ((first & 0x3f) << 24) | (rest[0] << 16) | (rest[1] << 8) | rest[2]
  }

  vector() { return this.bytes(this.varint()) }
  text() { return TEXT.decode(this.vector()) }
  optional(read) { return this.u8() === 1 ? read() : null }
  list(read) { return Array.from({ length: this.varint() }, read) }
  end() { if (this.#at !== this.#bytes.length) throw new RangeError('trailing bytes') }
}
