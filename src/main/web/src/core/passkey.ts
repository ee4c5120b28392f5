// A passkey that opens the vault kept in this browser. It answers the same bytes to the same salt each time (WebAuthn's prf), and a
// key that is derived of them wraps the vault's own, inside the core. Nothing of it goes to the server, which cannot know that there is one.
// Trusted: the authenticator, which gives those bytes to this host alone and only after it has recognised its person.
import type { Answer } from 'hub-core'

/** What is kept of a passkey, beside the vault; none of it opens anything without the authenticator. */
export interface Passkey { id: Uint8Array, salt: Uint8Array, wrapped: Uint8Array }

const ID_BYTES_MAX = 1023
const SALT_BYTES = 32
const WRAPPED_BYTES = 61
const SECRET_BYTES = 32
const ANSWER_MILLIS_MAX = 120_000
const LABEL = 'hublink vault by passkey 1'
/** ES256, EdDSA, RS256: no signature is ever looked at, but an authenticator wants to know. */
const ALGORITHMS = [-7, -8, -257]
// WebAuthn §6.1: flags behind the hash of the host; bit 2 says that the person was recognised.
const FLAGS_AT = 32
const RECOGNISED = 0x04

/** Whether this is a passkey as it was kept, within its bounds. */
export function sound(kept: unknown): kept is Passkey {
  const { id, salt, wrapped } = (kept ?? {}) as Partial<Passkey>
  return id instanceof Uint8Array && id.length > 0 && id.length <= ID_BYTES_MAX
    && salt instanceof Uint8Array && salt.length === SALT_BYTES && wrapped instanceof Uint8Array && wrapped.length === WRAPPED_BYTES
}

/** Whether this browser knows passkeys that can open something, and this host may have one: an address of digits may not. */
export async function passkeysOpen(): Promise<boolean> {
  const able = globalThis.PublicKeyCredential as (typeof PublicKeyCredential & { getClientCapabilities?: () => Promise<Record<string, boolean>> }) | undefined
  if (able?.getClientCapabilities === undefined || !isSecureContext || /^[\d.]+$|:|\]/.test(location.hostname)) return false
  return able.getClientCapabilities().then((can) => can['extension:prf'] === true, () => false)
}

/**
 * Makes a passkey for this host: its id, its salt, and the key that it gives. Refused 'passkey-cancelled' where nobody was recognised or
 * the person or the time ended it, 'passkey-without-prf', 'passkey-unrecognised'.
 */
export async function makePasskey(): Promise<Answer<Omit<Passkey, 'wrapped'> & { key: Uint8Array }>> {
  const salt = random(SALT_BYTES)
  const user = random(16)
  // The name stands in the device's own list, and perhaps with whoever keeps its copies: no person's name, no desk, no country.
  const name = `Hublink ${Array.from(user.slice(0, 2), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
  const made = await navigator.credentials.create({
    publicKey: {
      rp: { id: location.hostname, name: 'Hublink' }, user: { id: user, name, displayName: name }, challenge: random(32),
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' }, attestation: 'none', timeout: ANSWER_MILLIS_MAX,
      extensions: { prf: { eval: { first: salt } } },
    },
  }).catch(() => null) as PublicKeyCredential | null
  if (made === null) return { refused: 'passkey-cancelled' }
  const id = new Uint8Array(made.rawId)
  const { prf } = made.getClientExtensionResults()
  if (prf?.enabled !== true || id.length > ID_BYTES_MAX) {
    await unmake(id)
    return { refused: 'passkey-without-prf' }
  }
  const data = new Uint8Array((made.response as AuthenticatorAttestationResponse).getAuthenticatorData())
  // Many give nothing while they are made, and have to be asked again.
  const given = prf.results === undefined ? await keyOf({ id, salt }) : await derived(data, prf.results.first)
  if (given.refused !== undefined) {
    await unmake(id)
    return given
  }
  return { value: { id, salt, key: given.value } }
}

/** The key that this passkey gives, of 32 bytes; refused as when one is made. */
export async function keyOf({ id, salt }: Omit<Passkey, 'wrapped'>): Promise<Answer<Uint8Array>> {
  const asked = await navigator.credentials.get({
    publicKey: {
      rpId: location.hostname, challenge: random(32), allowCredentials: [{ type: 'public-key', id: own(id) }], userVerification: 'required', timeout: ANSWER_MILLIS_MAX,
      extensions: { prf: { eval: { first: own(salt) } } },
    },
  }).catch(() => null) as PublicKeyCredential | null
  if (asked === null) return { refused: 'passkey-cancelled' }
  return derived(new Uint8Array((asked.response as AuthenticatorAssertionResponse).authenticatorData), asked.getClientExtensionResults().prf?.results?.first)
}

/** Tells the device that this passkey opens nothing any more, where it can be told. */
export async function unmake(id: Uint8Array): Promise<void> {
  const signals = globalThis.PublicKeyCredential as (typeof PublicKeyCredential & { signalUnknownCredential?: (of: { rpId: string, credentialId: string }) => Promise<void> }) | undefined
  const credentialId = btoa(String.fromCharCode(...id)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  await signals?.signalUnknownCredential?.({ rpId: location.hostname, credentialId }).catch(() => undefined)
}

async function derived(data: Uint8Array, given: BufferSource | undefined): Promise<Answer<Uint8Array>> {
  const secret = given === undefined ? new Uint8Array() : ArrayBuffer.isView(given) ? new Uint8Array(given.buffer, given.byteOffset, given.byteLength) : new Uint8Array(given)
  try {
    if (secret.length !== SECRET_BYTES) return { refused: 'passkey-without-prf' }
    if (((data[FLAGS_AT] ?? 0) & RECOGNISED) === 0) return { refused: 'passkey-unrecognised' }
    const from = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
    const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: new TextEncoder().encode(LABEL) }
    return { value: new Uint8Array(await crypto.subtle.deriveBits(how, from, 8 * SECRET_BYTES)) }
  } finally {
    secret.fill(0)
  }
}

const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length))
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)
