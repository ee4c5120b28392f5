// What waits for two persons: invitations, applications compared by telephone, and statements that another operator proposed.
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Checkbox } from 'react-aria-components/Checkbox'
import { hub } from '../app/hub'
import type { LookedAt, MadeInvitation, OpenedApplication, WaitingStatement } from '../core/port'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Card, Chip, Digits, Empty, Facts, Ltr } from '../ui/parts'
import { Changes, RosterChange } from './changes'
import type { Work } from './office'
import { kind, outcome, short, why } from './said'

const HOURS_MAX = 72
const LINK_CHARS_MAX = 4_000
const DAYS = [90, 60, 30]

export function Signatures(work: Work): ReactNode {
  const text = useText()
  const { office, tell } = work
  const [looked, look] = useState<LookedAt | null>(null)
  const [opened, open] = useState<{ link: string, application: OpenedApplication } | null>(null)
  const see = async (one: WaitingStatement): Promise<void> => {
    open(null)
    const answer = await hub.office('look', { digest: one.digest })
    if (answer.refused === 'unreachable') return tell(why(text, answer.refused), true)
    // What cannot be signed any more, such as a manifest older than an attestation since, must be there to be withdrawn.
    look(answer.refused === undefined ? answer.value : { ...one, result: answer.refused })
    return undefined
  }
  return (
    <div className="columns unlike">
      <div className="stack wide-gap">
        <Card title={text.t('office.waiting')} icon="pen" side={<Chip>{text.number(office.pending.length)}</Chip>}>
          {office.pending.length === 0 ? <Empty icon="tick" title={text.t('office.waiting.none')} /> : (
            <ul className="lines">
              {office.pending.map((one) => (
                <li key={one.digest} data-pending={one.type}>
                  <span className="grow"><b>{kind(text, one.type)}</b> <Ltr mono>{short(one.id)}</Ltr>
                    <span className="small soft block">{text.t('office.signedBy', { names: text.list(one.signed) })}</span></span>
                  <Chip icon="pen" {...(one.mine ? {} : { tone: 'warn' as const })}>{text.t('office.ofNeeded', { count: one.signed.length, needed: office.needed })}</Chip>
                  <Button className="button button-small" onPress={() => void see(one)}>{text.t('office.look')}</Button>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Applications {...work} onOpened={(link, application) => { look(null); open({ link, application }) }} />
        <Inviting {...work} />
      </div>
      <div className="stack wide-gap">
        {looked && <Looked {...work} looked={looked} onClose={() => look(null)} />}
        {opened && <Application key={opened.application.invitation} {...work} {...opened} onClose={() => open(null)} />}
        {!looked && !opened && <section className="card"><Empty icon="shieldPerson" title={text.t('office.nothingOpen')}><p>{text.t('office.two')}</p></Empty></section>}
      </div>
    </div>
  )
}

function Applications({ office, ask, tell, refresh, onOpened }: Work & { onOpened: (link: string, application: OpenedApplication) => void }): ReactNode {
  const text = useText()
  const [link, type] = useState('')
  const [busy, setBusy] = useState(false)
  const open = async (): Promise<void> => {
    if (link.trim() === '' || busy) return
    setBusy(true)
    const answer = await hub.office('open', { link: link.trim() })
    setBusy(false)
    if (answer.refused !== undefined) return tell(why(text, answer.refused), true)
    onOpened(link.trim(), answer.value)
    type('')
    return undefined
  }
  const decline = (invitation: string): void => ask({
    title: text.t('office.decline.title'), action: text.t('office.decline'), icon: 'close', grave: true,
    children: <p>{text.t('office.decline.text')}</p>,
    run: async () => {
      const done = await hub.office('decline', { invitation })
      tell(done.refused === undefined ? text.t('office.declined') : why(text, done.refused), done.refused !== undefined)
      await refresh()
    },
  })
  return (
    <Card title={text.t('office.applications')} icon="person" side={<Chip>{text.number(office.applications.length)}</Chip>}>
      <div className="stack">
        {office.applications.length === 0 ? <p className="soft">{text.t('office.applications.none')}</p> : (
          <ul className="lines">
            {office.applications.map((one) => (
              <li key={one.invitation} data-application="">
                <span className="grow"><Ltr mono>{short(one.invitation)}</Ltr>
                  <span className="small soft block">{text.t('office.received', { ago: text.ago(office.time - one.received), date: text.date(one.expires) })}</span></span>
                <Button className="button button-small" onPress={() => decline(one.invitation)}>{text.t('office.decline')}</Button>
              </li>
            ))}
          </ul>
        )}
        <form className="stack" onSubmit={(e) => { e.preventDefault(); void open() }}>
          <label className="field"><span>{text.t('office.link')}</span>
            <input className="input" name="link" dir="ltr" maxLength={LINK_CHARS_MAX} value={link} autoComplete="off" spellCheck={false} onChange={(e) => type(e.target.value)} />
            <span className="hint">{text.t('office.link.hint')}</span></label>
          <div><Button type="submit" className="button" isDisabled={busy || link.trim() === ''}><Icon name="unlock" />{text.t('office.open')}</Button></div>
        </form>
      </div>
    </Card>
  )
}

function Inviting({ office, tell }: Work): ReactNode {
  const text = useText()
  const [officer, choose] = useState('')
  const [expert, setExpert] = useState(false)
  const [made, show] = useState<MadeInvitation | null>(null)
  const [copied, setCopied] = useState(false)
  const [busy, setBusy] = useState(false)
  const officers = [...new Set(office.people.map((one) => one.officer).filter((one) => one !== ''))].sort()
  const invite = async (): Promise<void> => {
    setBusy(true)
    const answer = await hub.office('invite', { officer, expert, hours: HOURS_MAX })
    setBusy(false)
    if (answer.refused !== undefined) return tell(why(text, answer.refused), true)
    setCopied(false)
    show(answer.value)
    return undefined
  }
  return (
    <Card title={text.t('office.invite')} icon="mail">
      <form className="stack" onSubmit={(e) => { e.preventDefault(); void invite() }}>
        <label className="field"><span>{text.t('office.invite.for')}</span>
          <select className="input" name="officer" value={officer} onChange={(e) => choose(e.target.value)}>
            <option value="">{text.t('office.invite.new')}</option>
            {officers.map((one) => <option key={one} value={one}>{text.t('office.invite.device', { officer: one })}</option>)}
          </select></label>
        <Checkbox className="check" isSelected={expert} onChange={setExpert}><span className="box"><Icon name="tick" /></span><span>{text.t('office.invite.expert')}</span></Checkbox>
        <div><Button type="submit" className="button" isDisabled={busy}><Icon name="mail" />{text.t('office.invite.make')}</Button></div>
        {made && (
          <div className="stack" role="status">
            <p>{text.t('office.invite.made', { officer: made.officer, date: `${text.date(made.expires)} ${text.clock(made.expires)}` })}</p>
            <textarea className="input mono" rows={4} readOnly dir="ltr" data-link="" aria-label={text.t('office.link')} value={made.link} onFocus={(e) => e.target.select()} />
            <div><Button className="button button-small" onPress={() => void navigator.clipboard.writeText(made.link).then(() => setCopied(true))}>
              <Icon name={copied ? 'tick' : 'copy'} />{copied ? text.t('listing.copied') : text.t('listing.copy')}</Button></div>
            <p className="small soft">{text.t('office.invite.warn')}</p>
          </div>
        )}
      </form>
    </Card>
  )
}

function Application({ office, ask, tell, refresh, link, application, onClose }: Work & { link: string, application: OpenedApplication, onClose: () => void }): ReactNode {
  const text = useText()
  const [checks, check] = useState([false, false, false])
  const [days, choose] = useState(DAYS[0] ?? 90)
  const left = checks.filter((one) => !one).length
  const words = [text.t('office.check.called'), text.t('office.check.same'), text.t('office.check.need')]
  const second = application.signed.length > 0
  const sign = (): void => ask({
    title: text.t('office.sign.title', { name: application.name }), icon: 'pen', action: second ? text.t('office.sign.second') : text.t('office.sign.first'),
    children: <p>{text.t('office.sign.text', { date: text.date(office.time + days * 86_400) })}</p>,
    run: async () => {
      const done = await hub.office('approve', { link, digits: application.digits, days })
      tell(done.refused === undefined ? outcome(text, done.value) : why(text, done.refused), done.refused !== undefined)
      if (done.refused === undefined) onClose()
      await refresh()
    },
  })
  return (
    <Card title={text.t('office.applicant', { name: application.name })} icon="person" side={<Chip icon="pen" tone="warn">{text.t('office.ofNeeded', { count: application.signed.length, needed: application.needed })}</Chip>}>
      <div className="stack wide-gap" data-opened={application.officer}>
        <div className="columns half">
          <section className="stated"><h3><Icon name="quote" />{text.t('office.stated')}</h3>
            <Facts rows={[
              [text.t('enrol.name'), <bdi key="n">{application.name}</bdi>], [text.t('enrol.unit'), <bdi key="u">{application.unit}</bdi>],
              [text.t('enrol.phone'), <Ltr key="p">{application.phone}</Ltr>], [text.t('enrol.languages'), text.list(application.languages.map((one) => text.code('languages', one)))],
              ...(application.handle ? [[text.t('office.handle'), <Ltr key="h">{application.handle}</Ltr>] as [string, ReactNode]] : []),
            ]} /></section>
          <section className="proved inset"><h3><Icon name="shield" />{text.t('office.proved')}</h3>
            <Facts rows={[
              [text.t('enrol.pseudonym'), <Ltr key="o" mono>{application.officer}</Ltr>],
              [text.t('office.roles'), text.list(application.roles.map((one) => (one === 'expert' ? text.t('office.role.expert') : text.t('office.role.officer'))))],
              [text.t('office.keys'), text.t('office.keys.text')],
              [text.t('office.signatures'), application.signed.length === 0 ? text.t('office.signatures.none') : text.list(application.signed)],
              [text.t('office.known'), text.t('office.known.devices', { count: application.known })],
            ]} /></section>
        </div>
        <section className="stack"><h2>{text.t('office.compare')}</h2><p>{text.t('office.compare.text')}</p><Digits groups={application.digits} /></section>
        <div className="stack tight">
          {words.map((one, i) => (
            <Checkbox key={i} className="check" isSelected={checks[i] ?? false} onChange={(on) => check(checks.map((was, n) => (n === i ? on : was)))}><span className="box"><Icon name="tick" /></span><span>{one}</span></Checkbox>
          ))}
        </div>
        <label className="field"><span>{text.t('office.validUntil')}</span>
          <select className="input" value={days} onChange={(e) => choose(Number(e.target.value))}>
            {DAYS.map((one) => <option key={one} value={one}>{text.t('office.validDays', { date: text.date(office.time + one * 86_400), days: one })}</option>)}
          </select></label>
        {application.mine ? <p className="note"><Icon name="info" />{text.t('office.why.already-signed')}</p> : (
          <>
            {left > 0 && <p className="error"><Icon name="octagon" />{text.t('office.checksLeft', { count: left })}</p>}
            <div className="row wrap"><Button className="button" onPress={onClose}>{text.t('app.back')}</Button>
              <Button className="button button-main" data-sign="" isDisabled={left > 0} onPress={sign}><Icon name="pen" />{second ? text.t('office.sign.second') : text.t('office.sign.first')}</Button></div>
          </>
        )}
      </div>
    </Card>
  )
}

function Looked({ office, ask, tell, refresh, looked, onClose }: Work & { looked: LookedAt, onClose: () => void }): ReactNode {
  const text = useText()
  const proved = looked.result === 'trusted'
  const run = (task: 'sign' | 'withdraw') => async (): Promise<void> => {
    const done = task === 'sign' ? await hub.office('sign', { digest: looked.digest }) : await hub.office('withdraw', { digest: looked.digest })
    const words = done.refused !== undefined ? why(text, done.refused) : 'logged' in done.value ? outcome(text, done.value) : text.t('office.withdrawn')
    tell(words, done.refused !== undefined)
    if (done.refused === undefined) onClose()
    await refresh()
  }
  return (
    <Card title={`${kind(text, looked.type)} ${short(looked.id)}`} icon="file" {...(proved ? { className: 'proved' } : { className: 'refused' })}>
      <div className="stack wide-gap" data-looked={looked.type}>
        <p className="row wrap"><Icon name={proved ? 'shield' : 'octagon'} />{proved ? text.t('office.same') : looked.result === 'sign-elsewhere' ? text.t('office.why.sign-elsewhere') : why(text, looked.result)}</p>
        <Facts rows={[
          [text.t('office.signatures'), text.list(looked.signed)],
          [text.t('log.version'), text.number(looked.version)],
          [text.t('office.validUntil'), text.date(looked.ends)],
          [text.t('office.dropped'), text.date(looked.expires)],
          ...(looked.mode ? [[text.t('office.mode'), text.maybe(`office.mode.${looked.mode}`, 'log.type.other')] as [string, ReactNode]] : []),
        ]} />
        {looked.roster && <RosterChange before={looked.before} now={looked.roster} />}
        {looked.changes && <Changes changes={looked.changes} />}
        <div className="row wrap">
          <Button className="button" onPress={onClose}>{text.t('app.back')}</Button>
          <Button className="button" data-withdraw="" onPress={() => ask({ title: text.t('office.withdraw.title'), children: <p>{text.t('office.withdraw.text')}</p>, action: text.t('office.withdraw'), icon: 'close', run: run('withdraw') })}>{text.t('office.withdraw')}</Button>
          {proved && !looked.mine && (
            <Button className="button button-main" data-sign="" onPress={() => ask({
              title: `${kind(text, looked.type)} ${short(looked.id)}`, children: <p>{text.t('office.signAs', { operator: office.operator })}</p>, action: text.t('office.sign.second'), icon: 'pen', run: run('sign'),
            })}><Icon name="pen" />{text.t('office.sign.second')}</Button>
          )}
        </div>
        {looked.mine && <p className="note"><Icon name="info" />{text.t('office.why.already-signed')}</p>}
      </div>
    </Card>
  )
}
