// Becoming an officer, or adding a device: the invitation is checked against the log, the keys are made here and never leave.
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { hub, useHub } from '../app/hub'
import type { Invited } from '../core/port'
import { plain } from '../i18n/languages'
import { useText } from '../i18n/text'
import { Icon, Mark } from '../ui/icon'
import { Banner, Card, Facts, Iso, Ltr } from '../ui/parts'

const PASSPHRASE_CHARS_MIN = 12
const LINE_CHARS_MAX = 120
const LINK_CHARS_MAX = 4_000
const store = `hublink-records-${crypto.randomUUID()}`

type Field = 'name' | 'unit' | 'phone' | 'languages' | 'passphrase' | 'again'

/** What stands behind the # of an invitation of this server; empty for any other link. */
function fragmentOf(link: string): string {
  if (!URL.canParse(link.trim())) return ''
  const url = new URL(link.trim())
  return url.origin === location.origin && url.pathname === '/enrol' ? url.hash.slice(1) : ''
}

/** @param given what stood behind the # of the address; null where whoever is here has a link by other means */
export default function Enrol({ given, onLeave }: { given: string | null, onLeave: () => void }): ReactNode {
  const text = useText()
  const [fragment, use] = useState(given ?? '')
  const [link, paste] = useState('')
  const [noLink, deny] = useState(given === '')
  const { kept } = useHub()
  const [invited, show] = useState<Invited | null>(null)
  const [refused, refuse] = useState('')
  const [unsent, setUnsent] = useState(false)
  const [busy, setBusy] = useState(false)
  const [card, set] = useState({ name: '', unit: '', phone: '' })
  const [languages, speak] = useState<string[]>([plain(text.language)])
  const [passphrase, type] = useState('')
  const [again, typeAgain] = useState('')
  const [wrong, mark] = useState<Field[]>([])
  const [attempt, retry] = useState(0)
  // From then on the guest goes on to wait; before that, who leaves ends him.
  const applied = useRef(false)
  const occupied = kept !== null && kept.name !== ''
  useEffect(() => { document.title = `${text.t('enrol.title')} – Hublink` }, [text])
  useEffect(() => {
    if (occupied || fragment === '') return undefined
    let current = true
    void hub.port.invited(fragment, store, hub.demo).then((answer) => {
      if (!current) return
      refuse(answer.refused ?? '')
      if (answer.refused === undefined) show(answer.value)
      else hub.port.lock()
    })
    return () => {
      current = false
      if (!applied.current) hub.port.lock()
    }
  }, [fragment, occupied, attempt])

  const apply = async (): Promise<void> => {
    const lacking: Field[] = (['name', 'unit', 'phone'] as const).filter((one) => card[one].trim() === '')
    if (!/^\+[0-9 ]{6,24}$/.test(card.phone.trim())) lacking.push('phone')
    if (languages.length === 0) lacking.push('languages')
    if (passphrase.length < PASSPHRASE_CHARS_MIN) lacking.push('passphrase')
    else if (passphrase !== again) lacking.push('again')
    mark(lacking)
    if (lacking.length > 0 || invited === null || busy) return
    setBusy(true)
    refuse('')
    const own = { name: card.name.trim(), unit: card.unit.trim(), phone: card.phone.trim(), languages }
    const answer = await hub.port.apply(own, passphrase, invited.country, store)
    setBusy(false)
    if (answer.refused !== undefined) {
      refuse(answer.refused)
      setUnsent(answer.refused === 'unreachable')
      return
    }
    applied.current = true
    await hub.wait(answer.value.kept)
  }
  const resend = async (): Promise<void> => {
    const sent = await hub.port.sendAgain()
    refuse(sent.refused ?? '')
    if (sent.refused === undefined) location.reload()
  }
  const field = (name: 'name' | 'unit' | 'phone', words: string, hint: string): ReactNode => (
    <label className="field">
      <span>{words}</span>
      <input className="input" name={name} value={card[name]} maxLength={LINE_CHARS_MAX} dir={name === 'phone' ? 'ltr' : 'auto'} aria-invalid={wrong.includes(name)}
        aria-describedby={`${name}-hint`} onChange={(e) => set({ ...card, [name]: e.target.value })} />
      <span className="hint" id={`${name}-hint`}>{hint}</span>
      {wrong.includes(name) && <span className="error"><Icon name="octagon" />{name === 'phone' ? text.t('problem.request-phone') : text.t('enrol.missing')}</span>}
    </label>
  )
  return (
    <main className="narrow page">
      <div className="brand-plain"><Mark /><b>Hublink</b></div>
      <h1>{text.t('enrol.title')}</h1>
      <p className="soft">{text.t('enrol.text')}</p>
      {noLink && <Banner tone="bad" icon="octagon" title={text.t('enrol.noLink')}><p>{text.t('enrol.noLink.text')}</p></Banner>}
      {occupied && (
        <Banner tone="warn" icon="warning" title={text.t('enrol.occupied', { name: kept.name })}
          action={<Button className="button" onPress={() => void hub.forget()}>{text.t('unlock.remove')}</Button>}><p>{text.t('enrol.occupied.text')}</p></Banner>
      )}
      {fragment === '' && !occupied && (
        <form className="stack" noValidate onSubmit={(e) => { e.preventDefault(); use(fragmentOf(link)); deny(fragmentOf(link) === '') }}>
          <label className="field"><span>{text.t('enrol.paste')}</span>
            <input className="input" name="invitation" value={link} maxLength={LINK_CHARS_MAX} dir="ltr" spellCheck={false} autoComplete="off" onChange={(e) => paste(e.target.value)} /></label>
          <div><Button type="submit" className="button button-main">{text.t('enrol.paste.open')}</Button></div>
        </form>
      )}
      {refused !== '' && (
        <Banner tone="bad" icon="octagon" title={text.maybe(`enrol.refused.${refused}`, 'enrol.refused.other')}
          action={<Button className="button" onPress={() => { if (unsent) void resend(); else retry(attempt + 1) }}>{text.t('app.offline.retry')}</Button>}>
          <p>{text.t('app.refused.code', { code: refused })}</p>
        </Banner>
      )}
      {invited === null && refused === '' && !occupied && fragment !== '' && <Banner tone="info" icon="clock" title={text.t('enrol.checking')} />}
      {invited && (
        <form className="stack wide-gap" noValidate onSubmit={(e) => { e.preventDefault(); void apply() }}>
          <section className="card proved">
            <div className="inside row start">
              <Iso code={invited.country} large />
              <div className="grow stack tight">
                <b className="row"><Icon name="shield" />{text.t('enrol.invited', { state: text.state(invited.country) })}</b>
                <Facts rows={[
                  [text.t('enrol.pseudonym'), <Ltr key="p" mono>{invited.officer}</Ltr>],
                  [text.t('enrol.until'), `${text.date(invited.expires)}, ${text.t('app.utc', { time: text.clock(invited.expires) })}`],
                ]} />
              </div>
            </div>
          </section>
          <Card title={text.t('enrol.card')} icon="person">
            <div className="stack">
              <p className="small soft">{text.t('enrol.card.text')}</p>
              {field('name', text.t('enrol.name'), text.t('enrol.name.hint'))}
              {field('unit', text.t('enrol.unit'), text.t('enrol.unit.hint'))}
              {field('phone', text.t('enrol.phone'), text.t('enrol.phone.hint'))}
              <fieldset className="plain"><legend>{text.t('enrol.languages')}</legend>
                <div className="row wrap">
                  {['ar', 'en', 'es', 'fr', 'nl', 'pt', 'ru', 'zh'].map((one) => (
                    <label key={one} className="pick"><input type="checkbox" name="language" value={one} checked={languages.includes(one)}
                      onChange={(e) => speak(e.target.checked ? [...languages, one] : languages.filter((other) => other !== one))} />{text.code('languages', one)}</label>
                  ))}
                </div>
                {wrong.includes('languages') && <span className="error"><Icon name="octagon" />{text.t('enrol.missing')}</span>}
              </fieldset>
            </div>
          </Card>
          <Card title={text.t('enrol.keys')} icon="key">
            <div className="stack">
              <p className="small soft">{text.t('enrol.keys.text')}</p>
              <label className="field"><span>{text.t('unlock.passphrase')}</span>
                <input className="input" name="passphrase" type="password" autoComplete="new-password" dir="auto" value={passphrase} aria-invalid={wrong.includes('passphrase')} onChange={(e) => type(e.target.value)} />
                <span className="hint">{text.t('enrol.passphrase.hint', { count: PASSPHRASE_CHARS_MIN })}</span>
                {wrong.includes('passphrase') && <span className="error"><Icon name="octagon" />{text.t('enrol.passphrase.short')}</span>}</label>
              <label className="field"><span>{text.t('enrol.again')}</span>
                <input className="input" name="again" type="password" autoComplete="new-password" dir="auto" value={again} aria-invalid={wrong.includes('again')} onChange={(e) => typeAgain(e.target.value)} />
                {wrong.includes('again') && <span className="error"><Icon name="octagon" />{text.t('enrol.again.differs')}</span>}</label>
              <p className="small soft">{text.t('unlock.noReset')}</p>
            </div>
          </Card>
          <div className="row wrap">
            <Button type="submit" className="button button-main" isDisabled={busy}><Icon name="key" />{busy ? text.t('enrol.making') : text.t('enrol.apply')}</Button>
            <Button className="button" onPress={onLeave}>{text.t('enrol.leave')}</Button>
          </div>
        </form>
      )}
      {invited === null && <div><Button className="button" onPress={onLeave}>{text.t('enrol.leave')}</Button></div>}
    </main>
  )
}
