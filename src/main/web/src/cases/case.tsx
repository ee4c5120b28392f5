// One case: how urgent, how long left, who asks; the line of signed steps; what my desk may do now.
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useAnswer } from '../app/answer'
import { Grey } from '../app/desk'
import { hub, useHub } from '../app/hub'
import { address } from '../app/places'
import { useNow } from '../app/shell'
import type { CaseAct, CaseFile, Step, StepCode, Story } from '../core/port'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Banner, Card, Chip, Empty, Facts, Iso, Ltr } from '../ui/parts'
import { Clock } from './clock'
import { kept } from './drafts'
import { CLOSED, other, UrgencyChip } from './list'

const AT_ONCE: StepCode[] = ['acknowledge', 'accept', 'start', 'confirm', 'close', 'escalate']
const WITH_WORDS: StepCode[] = ['answer', 'ask', 'clarify', 'delay', 'refuse', 'forward', 'reopen', 'withdraw']
/** They say what they need by code; words beside it are the officer's choice. */
const BY_CODE: StepCode[] = ['refuse', 'delay', 'forward']
/** A desk whose roster nobody has signed has no devices either. */
const NO_ROSTER = 'not-logged'
const WORDS_CHARS_MAX = 8_000
const LINE_CHARS_MAX = 200
const DESKS_MAX = 6
const REASONS = { refuse: 'refusals', delay: 'delayGrounds' } as const
const REVOKE_MILLIS = 60_000

export default function Case({ id }: { id: string }): ReactNode {
  const text = useText()
  const { edition, nobody } = useHub()
  const now = useNow(10)
  const [story, show] = useState<Story | 'missing' | null>(null)
  useEffect(() => {
    let current = true
    void hub.port.ask({ ask: 'story', of: [id] }).then((answer) => { if (current) show(answer.refused === undefined ? answer.value : 'missing') })
    return () => { current = false }
  }, [id, edition])
  const title = story !== null && story !== 'missing' && story.request ? text.code('measures', story.request.measure) : text.t('cases.case')
  useEffect(() => { document.title = `${title} – Hublink` }, [title])
  if (story === null) return <Grey />
  if (story === 'missing') return <section className="card"><Empty icon="inbox" title={text.t('cases.missing')} first><a className="button" href={address({ room: 'desk' })}>{text.t('app.desk')}</a></Empty></section>
  const { request } = story
  return (
    <>
      <nav className="small path" aria-label={text.t('listing.path')}><a href={address({ room: 'desk' })}>{text.t('app.desk')}</a><span className="soft">/ <Ltr mono>{id.slice(0, 8)}</Ltr></span></nav>
      {nobody.includes(id) && story.state === 'sent' && (
        <Banner tone="bad" icon="warning" title={text.t('cases.nobody', { desk: other(story) })}
          action={<a className="button button-alarm" data-nobody="" href={address({ room: 'listing', id: other(story) })}><Ltr mono>{other(story)}</Ltr></a>}><p>{text.t('cases.nobody.call')}</p></Banner>
      )}
      <section className="card">
        <div className="inside stack">
          <div className="row wrap">
            {request && <UrgencyChip level={request.urgency.level} />}
            {request && <span className={`tlp tlp-${String(request.handling['tlp'])}`}><Ltr>{`TLP:${String(request.handling['tlp']).toUpperCase()}`}</Ltr></span>}
            <Chip>{text.code('caseStates', story.state)}</Chip>
          </div>
          <h1>{title}</h1>
          <p className="row wrap soft"><Iso code={other(story).slice(0, 2)} /><a href={address({ room: 'listing', id: other(story) })}><Ltr mono>{other(story)}</Ltr></a>
            <span>{story.own?.party === 'requester' ? text.t('cases.fromUs') : text.t('cases.toUs')}</span></p>
          <div className="row wrap">{story.due.map((due) => <Clock key={due.kind} due={due} now={now} words />)}</div>
        </div>
      </section>
      <div className="columns side">
        <div className="stack wide-gap">
          <Card title={text.t('cases.line')} icon="clock"><ol className="line">{story.acts.filter((act) => !aside(act)).map((act) => <Act key={act.n} act={act} id={id} />)}</ol></Card>
          <Answer story={story} />
          {story.own && !CLOSED.includes(story.state) && <Say id={story.id} />}
        </div>
        <div className="stack wide-gap">
          {request && <Asked story={story} />}
          <Card title={text.t('cases.readers')} icon="lock">
            <ul className="lines">{story.members.map((one) => (
              <li key={one.device}><span className="grow"><bdi>{one.officer || one.device.slice(0, 8)}</bdi></span><Iso code={one.country} />
                {one.self && <Chip tone="accent">{text.t('cases.you')}</Chip>}</li>
            ))}</ul>
          </Card>
        </div>
      </div>
    </>
  )
}

// Who somebody is, and how a device got back in, are no steps of a case.
const aside = (act: CaseAct): boolean => act.verdict === 'trusted' && (act.kind === 'card' || act.kind === 'rejoin')

function Act({ act, id }: { act: CaseAct, id: string }): ReactNode {
  const text = useText()
  const holds = act.verdict === 'trusted' && (act.mark === undefined || act.mark === 'taken')
  const step = act.body?.step
  return (
    <li className={holds ? '' : 'fails'} data-step={step ?? act.kind} data-verdict={act.verdict}>
      <span className="link"><Icon name={holds ? 'tick' : 'octagon'} /></span>
      <div>
        <div className="row between">
          <b>{step ? text.code('steps', step) : act.kind === 'chat' ? text.t('cases.said') : text.t('cases.notRead')}</b>
          <span className="small soft">{text.shortDate(act.time ?? act.arrived)} <Ltr>{text.t('app.utc', { time: text.clock(act.time ?? act.arrived, 'UTC', true) })}</Ltr></span>
        </div>
        {act.body?.text !== undefined && <p className="words"><bdi dir="auto">{act.body.text}</bdi></p>}
        {holds && act.body?.files && act.body.files.length > 0 && <ul className="stack tight">{act.body.files.map((file) => <Attached key={file.id} id={id} file={file} />)}</ul>}
        {act.body?.code !== undefined && <Code step={step} code={act.body.code} until={act.body.until ?? 0} />}
        <p className={holds ? 'small row signed' : 'small soft'}>{holds
          ? <><Icon name="shield" />{text.t('cases.signed', { officer: act.officer ?? '', desk: act.desk ?? act.country ?? '' })}</>
          : text.t('app.refused.code', { code: act.mark && act.mark !== 'taken' ? act.mark : act.verdict || 'waiting' })}</p>
      </div>
    </li>
  )
}

// What a step says by code: a reason of its own list, or the desk that a case goes to.
function Code({ step, code, until }: { step: StepCode | undefined, code: string, until: number }): ReactNode {
  const text = useText()
  if (step === 'forward') return <p className="words"><a href={address({ room: 'listing', id: code })}><Ltr mono>{code}</Ltr></a></p>
  const list = step === 'delay' ? REASONS.delay : REASONS.refuse
  return <p className="words">{text.code(list, code)}{until > 0 && <> · <Ltr>{text.t('app.utc', { time: text.clock(until) })}</Ltr> {text.date(until)}</>}</p>
}

// A file that an act names: nothing is fetched before somebody asks, and nothing shown before all of it was compared.
function Attached({ id, file }: { id: string, file: CaseFile }): ReactNode {
  const text = useText()
  const [busy, setBusy] = useState(false)
  const [refused, refuse] = useState('')
  const save = async (): Promise<void> => {
    setBusy(true)
    const answer = await hub.port.fetched(id, file.id)
    setBusy(false)
    refuse(answer.refused ?? '')
    if (answer.refused !== undefined) return
    const url = URL.createObjectURL(answer.value)
    const link = document.createElement('a')
    link.href = url
    link.download = file.name
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), REVOKE_MILLIS)
  }
  return (
    <li className="row wrap" data-file={file.id}><Icon name="file" /><bdi>{file.name}</bdi><span className="small soft">{text.t('cases.file.size', { kib: Math.ceil(file.size / 1024) })}</span>
      <Button className="button button-small" isDisabled={busy} onPress={() => void save()}>{busy ? text.t('cases.file.fetching') : text.t('cases.file.save')}</Button>
      {refused && <span className="error" role="alert"><Icon name="octagon" />{text.t('cases.file.refused', { code: refused })}</span>}</li>
  )
}

function Asked({ story }: { story: Story }): ReactNode {
  const text = useText()
  const request = story.request
  if (request === null) return null
  const { purpose, urgency } = request
  // A case that began with a question of the forum says so in its facts, which only its members read.
  const asked = /#\/forum\/([0-9a-f]{32})/.exec(purpose.facts)?.[1]
  return (
    <Card title={text.t('cases.asked')} icon="file">
      <Facts rows={[
        [text.t('request.offence'), text.code('offences', request.offence)],
        ...(urgency['facts'] ? [[text.t('request.urgencyFacts'), <bdi key="u" dir="auto">{String(urgency['facts'])}</bdi>] as [string, ReactNode]] : []),
        [text.t('request.facts'), <span key="f" className="stack tight"><bdi dir="auto">{purpose.facts}</bdi>{asked !== undefined && <a data-asked="" href={address({ room: 'question', id: asked })}>{text.t('forum.case.back')}</a>}</span>],
        [text.t('request.data'), <bdi key="d" dir="auto">{purpose.data}</bdi>],
        [text.t('request.identifiers'), (
          <ul key="i">{request.identifiers.map((one, i) => (
            <li key={i}><span className="soft small block">{text.code('identifiers', one.kind)}</span><Ltr mono>{String(one['value'])}{one['port'] === undefined ? '' : ` : ${String(one['port'])}`}</Ltr>
              {typeof one['time'] === 'number' && <span className="block">{text.date(one['time'])} <Ltr mono>{text.t('app.utc', { time: text.clock(one['time'], 'UTC', true) })}</Ltr></span>}</li>
          ))}</ul>
        )],
        [text.t('request.reference'), <Ltr key="r" mono>{String(request.handling['reference'])}</Ltr>],
        ...(request.handling['callBack'] ? [[text.t('request.callBack'), <Ltr key="c">{String(request.handling['callBack'])}</Ltr>] as [string, ReactNode]] : []),
      ]} />
    </Card>
  )
}

function Answer({ story }: { story: Story }): ReactNode {
  const text = useText()
  const [chosen, choose] = useState<StepCode | null>(null)
  const draft = kept<string>(`answer ${story.id}`)
  const [words, write] = useState(draft.get() ?? '')
  const type = (said: string): void => {
    write(said)
    draft.keep(said)
  }
  const [code, setCode] = useState('')
  const [until, setUntil] = useState('')
  const [files, add] = useState<CaseFile[]>([])
  const [busy, setBusy] = useState(false)
  const [refused, refuse] = useState('')
  const can = (codes: StepCode[]): StepCode[] => codes.filter((one) => story.allowed.includes(one) && (one !== 'forward' || mayGoTo(story) !== 'nobody'))
  const take = async (step: Step): Promise<void> => {
    setBusy(true)
    refuse('')
    const why = await hub.done(hub.port.step(story.id, step))
    setBusy(false)
    refuse(why)
    if (why !== '') return
    choose(null)
    draft.drop()
    write('')
    setCode('')
    setUntil('')
    add([])
  }
  const attach = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0]
    if (file === undefined) return
    setBusy(true)
    const before = await hub.port.ask({ ask: 'attached', of: [story.id] })
    refuse(await hub.done(hub.port.attach(story.id, file)))
    const after = await hub.port.ask({ ask: 'attached', of: [story.id] })
    setBusy(false)
    input.value = ''
    const known = before.refused === undefined ? before.value.map((one) => one.id) : []
    if (after.refused === undefined) add([...files, ...after.value.filter((one) => !known.includes(one.id))])
  }
  if (can([...AT_ONCE, ...WITH_WORDS]).length === 0) return <p className="note"><Icon name="info" />{text.t('cases.noStep')}</p>
  const untilTime = Date.parse(`${until}Z`)
  const byCode = chosen !== null && BY_CODE.includes(chosen)
  const ready = byCode ? code !== '' && (chosen !== 'delay' || untilTime > 0) : words.trim() !== ''
  const open = (step: StepCode): void => {
    choose(chosen === step ? null : step)
    setCode('')
  }
  return (
    <Card title={text.t('cases.next')} icon="pen">
      <div className="stack">
        <div className="row wrap">
          {can(AT_ONCE).map((step, i) => (
            <Button key={step} data-take={step} className={i === 0 && chosen === null ? 'button button-main' : 'button'} isDisabled={busy} onPress={() => void take({ step })}>{text.code('steps', step)}</Button>
          ))}
          {can(WITH_WORDS).map((step, i) => (
            <Button key={step} data-take={step} className={i === 0 && chosen === null && can(AT_ONCE).length === 0 ? 'button button-main' : 'button'} aria-expanded={chosen === step} onPress={() => open(step)}>{text.code('steps', step)}</Button>
          ))}
        </div>
        {chosen && (
          <form className="stack" onSubmit={(e) => {
            e.preventDefault()
            if (ready) void take({ step: chosen, ...(words.trim() ? { text: words } : {}), ...(byCode ? { code } : {}), ...(chosen === 'delay' ? { until: Math.floor(untilTime / 1000) } : {}), ...(chosen === 'answer' && files.length > 0 ? { files } : {}) })
          }}>
            {(chosen === 'refuse' || chosen === 'delay') && (
              <label className="field"><span>{text.t(chosen === 'refuse' ? 'cases.reason' : 'cases.delay.reason')}</span>
                <select className="input" name="code" value={code} onChange={(e) => setCode(e.target.value)}>
                  <option value="" />{text.codes.all(REASONS[chosen]).map((one) => <option key={one} value={one}>{text.code(REASONS[chosen], one)}</option>)}
                </select></label>
            )}
            {chosen === 'delay' && (
              <label className="field"><span>{text.t('cases.delay.until')}</span>
                <input className="input" name="until" type="datetime-local" step="60" value={until} onChange={(e) => setUntil(e.target.value)} /></label>
            )}
            {chosen === 'forward' && <Towards story={story} chosen={code} onChosen={setCode} />}
            <label className="field"><span>{text.t('cases.words')}</span>
              <textarea className="input" rows={4} dir="auto" maxLength={WORDS_CHARS_MAX} value={words} onChange={(e) => type(e.target.value)} /></label>
            {chosen === 'answer' && (
              <div className="stack tight">
                <ul className="stack tight">{files.map((one) => <li key={one.id} className="row" data-attached=""><Icon name="file" /><bdi>{one.name}</bdi></li>)}</ul>
                <label className="field"><span>{text.t('cases.file.add')}</span>
                  <input type="file" name="file" className="input" disabled={busy} onChange={(e) => void attach(e.target)} /><span className="hint">{busy ? text.t('cases.file.sending') : text.t('cases.file.hint')}</span></label>
              </div>
            )}
            <Button type="submit" className="button button-main" isDisabled={!ready || busy}><Icon name="send" />{text.t('cases.sign')}</Button>
          </form>
        )}
        {refused && <p className="error" role="alert"><Icon name="octagon" />{text.maybe(`cases.failed.${refused === NO_ROSTER ? 'desk-without-devices' : refused}`, 'cases.failed', { code: refused })}</p>}
      </div>
    </Card>
  )
}

/** Whom a request may go on to; the core refuses the others, and nobody is offered what is refused. */
function mayGoTo({ request }: Story): 'nobody' | 'country' | 'all' {
  const tlp = String(request?.handling['tlp'])
  const codes = request?.handling['codes']
  if (['red', 'amber-strict'].includes(tlp) || (Array.isArray(codes) && codes.includes('ask-first'))) return 'nobody'
  return tlp === 'amber' ? 'country' : 'all'
}

// The desk that a case is for: found as in the directory, chosen by its name and id.
function Towards({ story, chosen, onChosen }: { story: Story, chosen: string, onChosen: (desk: string) => void }): ReactNode {
  const text = useText()
  const { owner } = useHub()
  const [typed, type] = useState('')
  const found = useAnswer({
    text: typed, facets: [{ kind: 'channel', value: 'hub' }, ...(mayGoTo(story) === 'country' ? [{ kind: 'country', value: owner?.country ?? '' }] : [])], own: owner?.country ?? '', languages: owner?.languages ?? [], from: 0, limit: DESKS_MAX,
  })
  const desks = found?.hits.filter((one) => !story.desks.some((inside) => inside.desk === one.id)) ?? []
  return (
    <div className="stack tight">
      <label className="field"><span>{text.t('cases.forward.find')}</span>
        <input className="input" type="search" name="towards" dir="auto" maxLength={LINE_CHARS_MAX} autoComplete="off" value={typed} onChange={(e) => { type(e.target.value); onChosen('') }} /></label>
      <div className="stack tight" role="radiogroup" aria-label={text.t('cases.forward.to')}>
        {desks.map((one) => (
          <label key={one.id} className="row wrap">
            <input type="radio" name="desk" value={one.id} checked={chosen === one.id} onChange={() => onChosen(one.id)} />
            <bdi lang={one.unit.language}>{one.unit.own}</bdi><span className="soft"><Ltr mono>{one.id}</Ltr></span>
          </label>
        ))}
      </div>
      <p className="hint">{text.t('cases.forward.hint')}</p>
    </div>
  )
}

// Words beside the steps: signed and sealed like them, and no clock moves for them.
function Say({ id }: { id: string }): ReactNode {
  const text = useText()
  const draft = kept<string>(`say ${id}`)
  const [words, type] = useState(draft.get() ?? '')
  const [busy, setBusy] = useState(false)
  const [refused, refuse] = useState('')
  const write = (said: string): void => {
    type(said)
    draft.keep(said)
  }
  const say = async (): Promise<void> => {
    if (words.trim() === '' || busy) return
    setBusy(true)
    const why = await hub.done(hub.port.chat(id, words.trim()))
    setBusy(false)
    refuse(why)
    if (why === '') write('')
  }
  return (
    <Card title={text.t('cases.say')} icon="mail">
      <form className="stack" data-say="" onSubmit={(e) => { e.preventDefault(); void say() }}>
        <label className="field"><span>{text.t('cases.say.words')}</span>
          <textarea className="input" name="say" rows={2} dir="auto" maxLength={WORDS_CHARS_MAX} value={words} onChange={(e) => write(e.target.value)}
            onKeyDown={(e) => { if (e.key === 'Enter' && e.ctrlKey) void say() }} />
          <span className="hint">{text.t('cases.say.hint')}</span></label>
        {refused && <p className="error" role="alert"><Icon name="octagon" />{text.maybe(`cases.failed.${refused}`, 'cases.failed', { code: refused })}</p>}
        <div><Button type="submit" className="button" isDisabled={busy || words.trim() === ''}><Icon name="send" />{text.t('cases.sign')}</Button></div>
      </form>
    </Card>
  )
}
