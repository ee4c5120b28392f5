// One listing as it shall be, beside what that changes. Nothing is signed without its diff, no new number without a call.
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Grey } from '../app/desk'
import { hub, useHub } from '../app/hub'
import { address, go } from '../app/places'
import type { ListingBody, ListingChanges } from '../core/port'
import { useText } from '../i18n/text'
import { Confirm, type Question } from '../ui/confirm'
import { Icon } from '../ui/icon'
import { Banner, Card, Empty, Ltr } from '../ui/parts'
import { Called, Changes, numbers } from './changes'
import { outcome, why } from './said'

const KINDS = ['hub', 'phone', 'mail', 'i247', 'siena', 'fax', 'portal']
const WAIT_MILLIS = 400
const LINE_CHARS_MAX = 200
const DAY_SECONDS = 86_400
const WEEK = [1, 2, 3, 4, 5, 6, 7]
const draftName = (id: string): string => `hublink-draft-listing-${id}`
const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
const clock = (of: number): string => `${String(Math.floor(of / 60) % 24).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`

export default function Edit({ id }: { id: string }): ReactNode {
  const text = useText()
  const { owner, edition } = useHub()
  const [body, set] = useState<ListingBody | null>(null)
  const [published, keep] = useState('')
  const [changes, show] = useState<ListingChanges | null>(null)
  const [refused, refuse] = useState('')
  const [said, say] = useState('')
  const [called, call] = useState<string[]>([])
  const [question, ask] = useState<Question | null>(null)
  useEffect(() => { document.title = `${text.t('office.edit.title', { desk: id })} – Hublink` }, [text, id])
  useEffect(() => {
    let current = true
    void hub.port.ask({ ask: 'card', of: [id] }).then((answer) => {
      if (!current) return
      if (answer.refused !== undefined) return refuse(answer.refused)
      keep(JSON.stringify(answer.value.body))
      const draft = sessionStorage.getItem(draftName(id))
      set((before) => before ?? (draft === null ? answer.value.body : JSON.parse(draft) as ListingBody))
      return undefined
    })
    return () => { current = false }
  }, [id, edition])
  const changed = body !== null && JSON.stringify(body) !== published
  useEffect(() => {
    if (body === null || owner?.kind !== 'operator') return undefined
    if (changed) sessionStorage.setItem(draftName(id), JSON.stringify(body))
    else sessionStorage.removeItem(draftName(id))
    let current = true
    const later = setTimeout(() => void hub.port.office('preview', { audience: body.validity.audience, listings: [body], removed: [] }).then((answer) => {
      if (!current) return
      refuse(answer.refused ?? '')
      show(answer.refused === undefined ? answer.value : null)
    }), WAIT_MILLIS)
    return () => {
      current = false
      clearTimeout(later)
    }
  }, [body, changed, owner, id])
  if (owner?.kind !== 'operator') return <Banner tone="warn" icon="lock" title={text.t('office.notYours')}><p>{text.t('office.notYours.text')}</p></Banner>
  if (body === null) return refused ? <section className="card"><Empty icon="book" title={text.t('listing.missing.title', { id })} first><p>{text.t('app.refused.code', { code: refused })}</p></Empty></section> : <Grey />
  const change = (part: Partial<ListingBody>): void => {
    say('')
    set({ ...body, ...part })
  }
  const fresh = changes === null ? [] : numbers(changes)
  const silent = fresh.filter((one) => !called.includes(one))
  const gap = changes === null ? text.t('office.edit.notYet') : !changed ? text.t('office.edit.same') : silent.length > 0 ? text.t('office.edit.callFirst') : ''
  const sign = (): void => ask({
    title: text.t('office.edit.sign', { desk: id }), action: text.t('office.sign.first'), icon: 'pen', children: changes && <Changes changes={changes} />,
    run: async () => {
      const done = await hub.office('publish', { audience: body.validity.audience, listings: [body], removed: [] })
      if (done.refused !== undefined) return refuse(done.refused)
      sessionStorage.removeItem(draftName(id))
      say(outcome(text, done.value))
      if (!done.value.logged) keep(JSON.stringify(body))
      return undefined
    },
  })
  const remove = (): void => ask({
    title: text.t('office.edit.remove', { desk: id }), action: text.t('office.sign.first'), icon: 'pen', grave: true, children: <p>{text.t('office.edit.remove.text')}</p>,
    run: async () => {
      const done = await hub.office('publish', { audience: body.validity.audience, listings: [], removed: [id] })
      if (done.refused !== undefined) return refuse(done.refused)
      go({ room: 'office', tab: 'listings' })
      return undefined
    },
  })
  const days = Math.round((body.validity.attestBy - body.validity.attestedOn) / DAY_SECONDS)
  return (
    <>
      <nav className="small path" aria-label={text.t('listing.path')}><a href={address({ room: 'office', tab: 'listings' })}>{text.t('office.tab.listings')}</a><span className="soft">/ <Ltr>{id}</Ltr></span></nav>
      <div className="head"><h1 className="grow">{text.t('office.edit.title', { desk: id })}</h1>{changed && <span className="small soft row"><Icon name="tick" />{text.t('office.edit.kept')}</span>}</div>
      <ol className="way" aria-label={text.t('office.edit.way')}>
        <li className="on">{text.t('office.edit.draft', { version: body.version + 1 })}</li><li>{text.t('office.edit.first')}</li><li>{text.t('office.edit.second')}</li><li>{text.t('office.edit.inLog')}</li>
      </ol>
      <div className="columns half">
        <Form body={body} change={change} days={days} />
        <Card title={text.t('office.edit.changes')} icon="pen">
          <div className="stack wide-gap" data-changes={changes?.changed.length ?? -1}>
            {refused && <p className="error" role="alert"><Icon name="octagon" />{why(text, refused)}</p>}
            {changes && changed && <Changes changes={changes} />}
            <Called fresh={fresh} called={called} call={call} />
            {said && <p className="note good" role="status" data-said=""><Icon name="tick" />{said}</p>}
            {gap !== '' && !said && <p className="hint"><Icon name="info" />{gap}</p>}
            <div className="row wrap">
              <Button className="button button-danger" onPress={remove}>{text.t('office.edit.drop')}</Button>
              <Button className="button button-main" data-sign="" isDisabled={gap !== '' || refused !== ''} onPress={sign}><Icon name="pen" />{text.t('office.sign.first')}</Button>
            </div>
          </div>
        </Card>
      </div>
      {question && <Confirm question={question} onClose={() => ask(null)} />}
    </>
  )
}

function Form({ body, change, days }: { body: ListingBody, change: (part: Partial<ListingBody>) => void, days: number }): ReactNode {
  const text = useText()
  const { hours, channels, terms, unit } = body
  const span = hours.week[0] ?? { day: 1, from: 540, to: 1_020 }
  const plainWeek = hours.week.every((one) => one.from === span.from && one.to === span.to)
  const open = hours.week.map((one) => one.day)
  const week = (list: number[], from = span.from, to = span.to): void =>
    change({ hours: { ...hours, week: WEEK.filter((day) => list.includes(day)).map((day) => ({ day, from, to })) } })
  const channel = (at: number, part: object): void => change({ channels: channels.map((one, i) => (i === at ? { ...one, ...part } : one)) })
  const line = (name: string, title: string, value: string, set: (value: string) => void, ltr = false): ReactNode => (
    <label className="field"><span>{title}</span><input className="input" name={name} dir={ltr ? 'ltr' : 'auto'} maxLength={LINE_CHARS_MAX} value={value} onChange={(e) => set(e.target.value)} /></label>
  )
  return (
    <Card title={text.t('office.edit.listing')} icon="file">
      <div className="stack wide-gap">
        <div className="columns half">
          {line('unit', text.t('office.edit.unit'), unit.own, (own) => change({ unit: { ...unit, own } }))}
          {unit.language !== 'en' && line('unit-en', text.t('office.edit.unitEn'), unit.names['en'] ?? '', (en) => {
            const { en: _, ...rest } = unit.names
            change({ unit: { ...unit, names: en === '' ? rest : { ...rest, en } } })
          })}
        </div>
        <fieldset className="plain"><legend>{text.t('listing.hours')}</legend>
          <label className="pick"><input type="checkbox" name="always" checked={hours.always} onChange={(e) => change({ hours: { ...hours, always: e.target.checked, week: e.target.checked ? [] : [1, 2, 3, 4, 5].map((day) => ({ day, from: 540, to: 1_020 })) } })} />{text.t('listing.hours.always')}</label>
          {!hours.always && (plainWeek ? (
            <div className="stack">
              <div className="row wrap">{WEEK.map((day) => (
                <label key={day} className="pick"><input type="checkbox" checked={open.includes(day)} onChange={(e) => week(e.target.checked ? [...open, day] : open.filter((one) => one !== day))} />{text.weekday(day)}</label>
              ))}</div>
              <div className="row wrap"><input className="input" type="time" aria-label={text.t('office.edit.from')} value={clock(span.from)} onChange={(e) => week(open, minutes(e.target.value))} />
                <input className="input" type="time" aria-label={text.t('office.edit.to')} value={clock(span.to)} onChange={(e) => week(open, span.from, minutes(e.target.value))} /></div>
            </div>
          ) : <p className="small soft">{text.t('office.edit.spans')}</p>)}
          <p className="small soft"><Ltr>{hours.zone}</Ltr></p>
        </fieldset>
        <fieldset className="plain"><legend>{text.t('office.edit.channels')}</legend>
          <ol className="stack">
            {channels.map((one, i) => (
              <li key={i} className="row">
                <span className="soft">{text.number(i + 1)}</span>
                <select className="input short" aria-label={text.t('office.edit.kind', { place: i + 1 })} value={one.kind} onChange={(e) => channel(i, { kind: e.target.value })}>
                  {[...new Set([...text.codes.all('channels'), ...KINDS.filter((kind) => kind === one.kind)])].map((kind) => <option key={kind} value={kind}>{text.code('channels', kind)}</option>)}
                </select>
                <input className="input address" dir="ltr" name={`channel-${i}`} aria-label={text.t('office.edit.address', { place: i + 1 })} maxLength={LINE_CHARS_MAX} value={one.address} onChange={(e) => channel(i, { address: e.target.value })} />
                <Button className="square" aria-label={text.t('office.edit.up', { place: i + 1 })} isDisabled={i === 0} onPress={() => change({ channels: channels.map((other, n) => (n === i - 1 ? one : n === i ? channels[i - 1] ?? one : other)) })}><Icon name="up" /></Button>
                <Button className="square" aria-label={text.t('office.edit.without', { place: i + 1 })} isDisabled={channels.length === 1} onPress={() => change({ channels: channels.filter((_, n) => n !== i) })}><Icon name="close" /></Button>
              </li>
            ))}
          </ol>
          <div><Button className="button button-small" onPress={() => change({ channels: [...channels, { kind: 'phone', address: '+', languages: [] }] })}>{text.t('office.edit.more')}</Button></div>
        </fieldset>
        <div className="columns half">
          <label className="field"><span>{text.t('listing.preserves')}</span>
            <select className="input" name="preservation" value={terms.preservation?.days ?? 0} onChange={(e) => {
              const { preservation: former, ...rest } = terms
              const wanted = Number(e.target.value)
              change({ terms: wanted === 0 ? rest : { ...rest, preservation: { renewals: 1, renewalDays: wanted, ...former, days: wanted } } })
            }}>
              {[...new Set([0, 30, 60, 90, 180, terms.preservation?.days ?? 0])].sort((a, b) => a - b).map((one) => <option key={one} value={one}>{one === 0 ? text.t('listing.preserves.none') : text.t('office.edit.days', { count: one })}</option>)}
            </select></label>
          <label className="field"><span>{text.t('office.edit.attest')}</span>
            <select className="input" name="attest" value={days} onChange={(e) => change({ validity: { ...body.validity, attestBy: body.validity.attestedOn + Number(e.target.value) * DAY_SECONDS } })}>
              {[...new Set([30, 60, 90, days])].sort((a, b) => a - b).map((one) => <option key={one} value={one}>{text.t('office.edit.days', { count: one })}</option>)}
            </select></label>
        </div>
      </div>
    </Card>
  )
}
