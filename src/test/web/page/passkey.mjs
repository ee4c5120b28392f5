// The passkey that opens the vault kept in this browser, with Chromium's virtual authenticator: added, used, not recognised, unfit after
// another passphrase, removed; and one that gives no bytes to open anything with.
import { readFileSync } from 'node:fs'
import { axe, local, open, unlock } from './stage.mjs'
import { watch } from './watch.mjs'

const WAIT = 60_000
const OTHER_PASSPHRASE = 'another one for the demo'

// What the authenticator gave stays known to this test alone, so that it can be looked for.
function listen() {
  globalThis.prfGiven = []
  for (const name of ['create', 'get']) {
    const plain = navigator.credentials?.[name]?.bind(navigator.credentials)
    if (plain === undefined) continue
    navigator.credentials[name] = async (how) => {
      const made = await plain(how)
      const first = made.getClientExtensionResults().prf?.results?.first
      if (first !== undefined) globalThis.prfGiven.push(new Uint8Array(first).slice())
      return made
    }
  }
  if (localStorage.getItem('test-without-prf') !== null) PublicKeyCredential.getClientCapabilities = async () => ({ 'extension:prf': false })
}

/** @param given its vaults 'named' and 'changed' are one officer's for the server's name, the second under OTHER_PASSPHRASE */
export async function passkey({ given, chromium, secrets, say }) {
  const context = await chromium.newContext({ locale: 'en', viewport: { width: 1360, height: 900 } })
  await context.addInitScript(listen)
  await context.addInitScript(watch, secrets ?? { keys: {}, words: { passphrase: given.passphrase } })
  const { page, faults } = await open(context, local(given.origin))
  const device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  const authenticator = async (hasPrf) => (await device.send('WebAuthn.addVirtualAuthenticator', { options: {
    protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true, hasPrf,
  } })).authenticatorId
  const first = await authenticator(true)
  // What the browser keeps beside the vault: its lengths, what is found in it of the person's secrets, and how much of what the
  // authenticator gave; each is planted once, so that the look can fail. Another file takes the vault's place where one is given.
  const kept = (file) => page.evaluate(async (other) => {
    const done = (request) => new Promise((ok, no) => { request.onsuccess = () => ok(request.result); request.onerror = () => no(request.error) })
    const db = await done(indexedDB.open('hublink', 1))
    const vaults = db.transaction('vaults', 'readwrite').objectStore('vaults')
    const vault = await done(vaults.get('vault'))
    if (other !== null) await done(vaults.put({ ...vault, file: new Uint8Array(other) }, 'vault'))
    db.close()
    const all = [vault, { ...localStorage }, { ...sessionStorage }]
    const text = (bytes) => String.fromCharCode(...bytes)
    const given = (of) => globalThis.prfGiven.filter((raw) => Object.values(of).some((part) => text(part).includes(text(raw)))).length
    return {
      passkey: vault.passkey && Object.fromEntries(Object.entries(vault.passkey).map(([name, bytes]) => [name, bytes.length])),
      asked: globalThis.prfGiven.length, secrets: globalThis.portLook(all), given: given(vault.passkey ?? {}),
      plantedSecrets: globalThis.portLook([...all, { a: 'for the demo only' }]), plantedGiven: given({ a: [...new Uint8Array(9), ...globalThis.prfGiven[0] ?? []] }),
    }
  }, file ?? null)
  const dialog = async () => {
    await page.click('header [data-passkey]')
    await page.waitForSelector('[data-passkeys]', { timeout: WAIT })
  }
  const close = async () => {
    say('the dialog keeps the focus', await page.evaluate(() => document.activeElement?.closest('[data-passkeys]') !== null))
    await page.keyboard.press('Escape')
    await page.waitForSelector('[data-passkeys]', { state: 'detached', timeout: WAIT })
  }
  const looks = async (name, colorScheme) => {
    await page.emulateMedia({ colorScheme })
    const found = await axe(page)
    say(`axe: ${name}, ${colorScheme}`, found.length === 0, found.join(' | '))
  }
  const touched = async () => {
    await page.click('.door [data-passkey]', { timeout: WAIT })
    await page.waitForSelector('.frame, .door [role=alert]', { timeout: WAIT })
    return await page.isVisible('.frame') ? '' : page.innerText('.door [role=alert]')
  }

  await unlock(page, given.named, given.passphrase)
  await dialog()
  await looks('the offer of a passkey', 'light')
  await page.click('[data-add]')
  await page.waitForSelector('[data-passkeys=added], .dialog [role=alert]', { timeout: WAIT })
  const added = await page.getAttribute('.dialog', 'data-passkeys')
  const { credentials } = await device.send('WebAuthn.getCredentials', { authenticatorId: first })
  say('a passkey is added, and its name tells of nobody', added === 'added' && credentials.length === 1 && credentials[0].rpId === 'localhost' && /^Hublink [0-9a-f]{4}$/.test(credentials[0].userName), `${added} ${credentials[0]?.rpId} ${credentials[0]?.userName}`)
  await looks('a passkey that was added', 'dark')
  const beside = await kept()
  say('what is kept of it is bounded and holds nothing in clear', beside.passkey?.wrapped === 61 && beside.passkey.salt === 32 && beside.secrets.length === 0 && beside.asked > 0 && beside.given === 0, JSON.stringify(beside))
  say('what were kept in clear would be found', beside.plantedSecrets.length > 0 && beside.plantedGiven > 0, JSON.stringify(beside))

  await page.reload()
  await page.waitForSelector('.door [data-passkey]', { timeout: WAIT })
  await looks('the door with a passkey', 'dark')
  const opened = await touched()
  const crossed = await page.evaluate(() => globalThis.portWatch)
  say('after a reload one touch opens the vault, and no passphrase goes anywhere', opened === '' && crossed.inwards.length === 0 && crossed.outwards.length === 0, opened + JSON.stringify(crossed))

  await page.evaluate(() => localStorage.setItem('test-without-prf', 'yes'))
  await page.reload()
  await page.waitForSelector('#passphrase', { timeout: WAIT })
  await page.waitForFunction(async () => (await PublicKeyCredential.getClientCapabilities())['extension:prf'] === false, null, { timeout: WAIT })
  say('a browser whose passkeys open nothing shows none', await page.locator('[data-passkey]').count() === 0)
  await page.evaluate(() => localStorage.removeItem('test-without-prf'))

  await kept([...readFileSync(given.changed)])
  await page.reload()
  const stale = await touched()
  const after = await kept()
  say('after another passphrase the passkey opens nothing, is forgotten, and what to do is said', stale.includes('passphrase was changed') && after.passkey === undefined && await page.locator('.door [data-passkey]').count() === 0, stale)
  await unlock(page, null, OTHER_PASSPHRASE)
  await dialog()
  await page.click('[data-add]')
  await page.waitForSelector('[data-passkeys=added]', { timeout: WAIT })
  await close()
  await page.click('header .square:last-child')
  say('added again, it opens again', await touched() === '')

  await page.click('header .square:last-child')
  await device.send('WebAuthn.setUserVerified', { authenticatorId: first, isUserVerified: false })
  const unknown = await touched()
  const field = await page.evaluate(() => [document.activeElement?.id, document.activeElement?.getAttribute('aria-invalid')])
  say('whoever the device does not recognise opens nothing, reads why, and stands at the passphrase', unknown.includes('did not recognise you') && field[0] === 'passphrase' && field[1] === 'false', unknown + field)
  await unlock(page, null, OTHER_PASSPHRASE)

  await dialog()
  await page.click('[data-remove]')
  await page.waitForSelector('[data-passkeys=none]', { timeout: WAIT })
  const gone = await kept()
  const left = (await device.send('WebAuthn.getCredentials', { authenticatorId: first })).credentials
  say('once removed, nothing of it is kept, and the device is told', gone.passkey === undefined && left.length === 0, JSON.stringify([gone, left.length]))
  await device.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: first })
  const plain = await authenticator(false)
  await page.click('[data-add]')
  await page.waitForSelector('.dialog [role=alert]', { timeout: WAIT })
  const cannot = await page.innerText('.dialog [role=alert]')
  say('a device whose passkeys open nothing is told so, nothing is kept, and it is not offered again', cannot.includes('cannot open a vault') && (await kept()).passkey === undefined && await page.locator('[data-add]').count() === 0, cannot)
  await device.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: plain })
  await close()
  await page.click('header .square:last-child')
  await page.waitForSelector('#passphrase', { timeout: WAIT })
  say('a door without a passkey asks for the passphrase alone', await page.locator('[data-passkey]').count() === 0)
  say('nothing broke the policy with passkeys', faults.length === 0, faults)
  await context.close()
}
