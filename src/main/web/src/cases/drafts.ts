// What was typed and not yet signed. It stays in this page's memory, survives a lock, and is there for the same vault only: nothing
// unsealed is ever written to the device.
import { hub } from '../app/hub'

const drafts = new Map<string, unknown>()

export function kept<T>(name: string): { get: () => T | undefined, keep: (draft: T) => void, drop: () => void } {
  const key = `${hub.state().kept?.store ?? ''} ${name}`
  return {
    get: () => drafts.get(key) as T | undefined,
    keep: (draft) => { drafts.set(key, draft) },
    drop: () => { drafts.delete(key) },
  }
}
