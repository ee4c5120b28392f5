// The way in: whose keys, the passphrase, and what a page cannot prove of itself. Nothing typed here is sent to anybody.
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { hub, useHub } from '../app/hub'
import { Ringing } from '../app/ringing'
import { LANGUAGES, type Language } from '../i18n/languages'
import { useText, type Texts } from '../i18n/text'
import { Icon, Mark, type IconName } from '../ui/icon'
import { Iso, Ltr } from '../ui/parts'

const WAITS_SECONDS = [0, 0, 2, 5, 10, 30]
const VAULT_BYTES_MAX = 64 * 1024
const BY_PASSKEY = 'passkey-'

export function Unlock({ onInvited }: { onInvited: () => void }): ReactNode {
  const text = useText()
  const points: [IconName, string, string][] = [
    ['key', text.t('unlock.keys.title'), text.t('unlock.keys.text')],
    ['shield', text.t('unlock.states.title'), text.t('unlock.states.text')],
    ['clock', text.t('unlock.clocks.title'), text.t('unlock.clocks.text')],
  ]
  useEffect(() => { document.title = `${text.t('unlock.title')} – Hublink` }, [text])
  return (
    <main className="unlock">
      <section className="unlock-why">
        <div className="brand"><Mark /><span>Hublink</span></div>
        <h2>{text.t('unlock.hero')}</h2>
        <ul>{points.map(([icon, title, words]) => <li key={icon}><Icon name={icon} large /><span><b>{title}</b>{words}</span></li>)}</ul>
        <Languages text={text} />
      </section>
      <section className="unlock-do"><Door text={text} onInvited={onInvited} /></section>
    </main>
  )
}

function Languages({ text }: { text: Texts }): ReactNode {
  return (
    <nav className="languages" aria-label={text.t('unlock.languages')}>
      {Object.entries(LANGUAGES).map(([code, name]) => (
        <button key={code} type="button" lang={code} aria-current={text.language === code || undefined}
          onClick={() => text.choose(code as Language)}>{name}</button>
      ))}
    </nav>
  )
}

function why(text: Texts, code: string): string {
  if (code.startsWith(BY_PASSKEY)) return text.maybe(`passkey.why.${code.slice(BY_PASSKEY.length)}`, 'unlock.failed', { code })
  if (code === 'vault-wrong-passphrase') return text.t('unlock.wrong')
  if (code === 'vault-malformed') return text.t('unlock.notVault')
  if (code === 'vault-version') return text.t('unlock.newer')
  if (code === 'vault-without-server') return text.t('unlock.unbound')
  if (code === 'core-does-not-start') return text.t('unlock.noCore')
  if (code.startsWith('vault-of-other-server ')) return text.t('unlock.otherServer', { origin: code.split(' ')[1] ?? '' })
  return text.t('unlock.failed', { code })
}

function Door({ text, onInvited }: { text: Texts, onInvited: () => void }): ReactNode {
  const { phase, kept, passkeys, why: reason, hears } = useHub()
  const [passphrase, type] = useState('')
  const [shown, show] = useState(false)
  const [caps, setCaps] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, refuse] = useState('')
  const [tries, setTries] = useState(0)
  const [wait, setWait] = useState(0)
  const file = useRef<HTMLInputElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (wait === 0) return undefined
    const later = setTimeout(() => setWait(wait - 1), 1000)
    return () => clearTimeout(later)
  }, [wait])
  useEffect(() => { if (kept) field.current?.focus() }, [kept])

  const open = async (byPasskey: boolean): Promise<void> => {
    if (busy || (!byPasskey && (wait > 0 || passphrase === ''))) return
    setBusy(true)
    refuse('')
    const code = await (byPasskey ? hub.unlockByPasskey() : hub.unlock(passphrase))
    setBusy(false)
    if (code === null) return
    refuse(code)
    if (code === 'vault-wrong-passphrase') {
      setTries(tries + 1)
      setWait(WAITS_SECONDS[Math.min(tries + 1, WAITS_SECONDS.length - 1)] ?? 0)
    }
    field.current?.focus()
  }
  const choose = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return
    refuse('')
    if (chosen.size > VAULT_BYTES_MAX) refuse('vault-malformed')
    else hub.choose(new Uint8Array(await chosen.arrayBuffer()))
  }
  const watch = (e: KeyboardEvent): void => setCaps(e.getModifierState('CapsLock'))
  const wrong = refused !== '' && !refused.startsWith(BY_PASSKEY)
  const now = Date.now() / 1000
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const told = reason === 'idle' ? text.t('unlock.idle') : reason === 'restarted' ? text.t('unlock.restarted') : text.t('unlock.locked')
  return (
    <form className="door" onSubmit={(e) => { e.preventDefault(); void open(false) }}>
      <div>
        <h1>{text.t('unlock.title')}</h1>
        <p className="soft">{text.t('unlock.time', { local: text.clock(now, zone), utc: text.clock(now) })}</p>
      </div>
      <Ringing />
      {reason !== 'first' && <p className="said" role="status" data-hears={hears}><Icon name="lock" />{told} {hears && text.t('ring.hears')}</p>}
      <div className="card">
        <div className="inside row">
          {kept?.country ? <Iso code={kept.country} large /> : <Icon name={kept ? 'key' : 'file'} large />}
          <div className="grow">
            <b>{kept ? kept.name || text.t('unlock.file') : text.t('unlock.first.title')}</b>
            <p className="small soft">{kept ? (kept.name ? `${kept.unit} · ${text.t('unlock.kept')}` : '') : text.t('unlock.first.text')}</p>
          </div>
          {kept && <Button className="button button-quiet button-small" onPress={() => file.current?.click()}>{text.t('unlock.change')}</Button>}
        </div>
      </div>
      <input ref={file} type="file" hidden accept=".vault" data-vault="" onChange={(e) => void choose(e.target.files?.[0])} />
      {!kept && phase === 'locked' && (
        <>
          <Button className="button button-main button-big" onPress={() => file.current?.click()}><Icon name="file" />{text.t('unlock.openFile')}</Button>
          <div className="small"><button type="button" className="plain-link" data-invited="" onClick={onInvited}>{text.t('unlock.invited')}</button></div>
        </>
      )}
      {kept && (
        <>
          <div className="field">
            <label htmlFor="passphrase">{text.t('unlock.passphrase')}</label>
            <div className="row">
              <input id="passphrase" ref={field} className="input" type={shown ? 'text' : 'password'} value={passphrase}
                autoComplete="current-password" spellCheck={false} dir="auto" aria-invalid={wrong}
                aria-describedby={refused ? 'passphrase-refused' : undefined}
                onChange={(e) => type(e.target.value)} onKeyDown={watch} onKeyUp={watch} />
              <Button className="square" aria-label={shown ? text.t('unlock.hide') : text.t('unlock.show')} onPress={() => show(!shown)}>
                <Icon name="eye" />
              </Button>
            </div>
            {caps && <p className="hint" role="status"><Icon name="up" />{text.t('unlock.capsLock')}</p>}
            {refused && <p className="error" id="passphrase-refused" role="alert"><Icon name="octagon" />{why(text, refused)}</p>}
            {wait > 0 && <p className="hint" role="status"><Icon name="clock" />{text.t('unlock.wait', { seconds: wait })}</p>}
          </div>
          <Button type="submit" className="button button-main button-big" isDisabled={busy || wait > 0}>
            <Icon name="unlock" />{busy ? text.t('unlock.opening') : text.t('unlock.submit')}
          </Button>
          {passkeys && kept.passkey && (
            <Button className="button button-big" data-passkey="" isDisabled={busy} onPress={() => void open(true)}><Icon name="key" />{text.t('passkey.use')}</Button>
          )}
          <div className="row between small">
            <button type="button" className="plain-link" onClick={() => file.current?.click()}>{text.t('unlock.openFile')}</button>
            {kept.name && <button type="button" className="plain-link" onClick={() => void hub.forget()}>{text.t('unlock.remove')}</button>}
          </div>
        </>
      )}
      {!kept && refused && <p className="error" role="alert"><Icon name="octagon" />{why(text, refused)}</p>}
      <hr />
      <div className="small soft stack">
        <p className="claim"><Icon name="quote" />{text.t('unlock.claim', { release: __RELEASE__ })}</p>
        <p>{text.t('unlock.claim.text')}</p>
        <p>{text.t('unlock.noReset')}</p>
      </div>
      <p className="small soft"><Ltr mono>{location.host}</Ltr></p>
    </form>
  )
}
