// The vault kept in this browser: the file as it is, sealed by its passphrase, and whose it is, so that he finds himself.
import { sound, unmake, type Passkey } from './passkey'

const DATABASE = 'hublink'
const VAULTS = 'vaults'
const ONLY = 'vault'

export interface KeptVault {
  file: Uint8Array
  /** Name of the store of sealed records that belongs to it. */
  store: string
  name: string
  country: string
  unit: string
  /** While its officer waits for the operators: the digits to be read to them, which are no secret. */
  waiting?: { device: string, digits: string[] }
  /** Opens the file beside its passphrase. */
  passkey?: Passkey
}

/** A vault from a file, with a store of its own that is still empty. */
export function freshVault(file: Uint8Array): KeptVault {
  return { file, store: `hublink-records-${crypto.randomUUID()}`, name: '', country: '', unit: '' }
}

export async function keptVault(): Promise<KeptVault | undefined> {
  const kept = await run('readonly', (vaults) => vaults.get(ONLY) as IDBRequest<KeptVault | undefined>)
  return kept === undefined || kept.passkey === undefined || sound(kept.passkey) ? kept : withoutPasskey(kept)
}

export function withoutPasskey({ passkey: _, ...kept }: KeptVault): KeptVault {
  return kept
}

/** Keeps it in place of the one before, whose store is deleted with it. */
export async function keepVault(vault: KeptVault): Promise<void> {
  const before = await keptVault()
  await run('readwrite', (vaults) => vaults.put(vault, ONLY))
  if (before && before.store !== vault.store) await goes(before)
  // Asked, not wanted: without it the browser may clear the store when its disk is full.
  await navigator.storage?.persist?.().catch(() => false)
}

export async function forgetVault(): Promise<void> {
  const before = await keptVault()
  await run('readwrite', (vaults) => vaults.delete(ONLY))
  if (before) await goes(before)
}

/** What belonged to a vault goes with it. */
async function goes(vault: KeptVault): Promise<void> {
  indexedDB.deleteDatabase(vault.store)
  if (vault.passkey) await unmake(vault.passkey.id)
}

async function run<T>(mode: IDBTransactionMode, ask: (vaults: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(VAULTS)
  const db = await done(opening)
  try {
    return await done(ask(db.transaction(VAULTS, mode, { durability: 'strict' }).objectStore(VAULTS)))
  } finally {
    db.close()
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error as DOMException)
  })
}
