// The client's records in IndexedDB: sealed bytes by name. A turn's writes are one transaction of durability 'strict'.
const RECORDS = 'records'
const ABOUT = 'about'
const GENERATION = 'generation'
const GENERATION_BYTES = 16

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result)
  request.onerror = () => reject(request.error)
})

export class Store {
  #db
  #generation

  constructor(db, generation) {
    this.#db = db
    this.#generation = generation
  }

  // Opens the store of that name, made when it is not there.
  static async open(name) {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(RECORDS)
      request.result.createObjectStore(ABOUT).put(crypto.getRandomValues(new Uint8Array(GENERATION_BYTES)), GENERATION)
    }
    const db = await done(request)
    return new Store(db, await done(db.transaction(ABOUT).objectStore(ABOUT).get(GENERATION)))
  }

  // Sixteen random bytes, new with each new store: part of every record's seal.
  get generation() { return this.#generation }

  write(writes) {
    return new Promise((resolve, reject) => {
      const transaction = this.#db.transaction(RECORDS, 'readwrite', { durability: 'strict' })
      transaction.oncomplete = () => resolve()
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error ?? new Error('write given up'))
      const records = transaction.objectStore(RECORDS)
      for (const { name, value } of writes) value === null ? records.delete(name) : records.put(value, name)
    })
  }

  // At most limit records whose name begins with prefix and comes after 'after', by name.
  range(prefix, after, limit) {
    return new Promise((resolve, reject) => {
      const rows = []
      const from = after > prefix ? IDBKeyRange.lowerBound(after, true) : IDBKeyRange.lowerBound(prefix)
      const request = this.#db.transaction(RECORDS).objectStore(RECORDS).openCursor(from)
      request.onerror = () => reject(request.error)
      request.onsuccess = () => {
        const cursor = request.result
        if (!cursor || rows.length === limit || !cursor.key.startsWith(prefix)) resolve(rows)
        else {
          rows.push({ name: cursor.key, value: cursor.value })
          cursor.continue()
        }
      }
    })
  }

  close() { this.#db.close() }
}
