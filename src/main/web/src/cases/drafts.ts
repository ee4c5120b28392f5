// A form's draft, for the vault that is open and no other one.
import { hub } from '../app/hub'

export function kept<T>(name: string): { get: () => T | undefined, keep: (draft: T) => void, drop: () => void } {
  const store = hub.state().kept?.store ?? ''
  return {
    get: () => hub.drafts.get(store, name) as T | undefined,
    keep: (draft) => hub.drafts.put(store, name, draft),
    drop: () => hub.drafts.put(store, name, undefined),
  }
}
