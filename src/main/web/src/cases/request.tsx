// A complete lawful request: what the measure and the urgency make compulsory is said by the core, beside the field that lacks it.
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Checkbox } from 'react-aria-components/Checkbox'
import { hub, useHub } from '../app/hub'
import { address, go } from '../app/places'
import type { CaseRequest, DeskHit, Problem } from '../core/port'
import { useText, type MessageKey } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Card, Ltr } from '../ui/parts'
import { kept } from './drafts'

const TEXT_CHARS_MAX = 4_000
const LINE_CHARS_MAX = 200
const KINDS = ['ip-port-time', 'account', 'url', 'phone', 'mail', 'hash', 'payment']
const LEVELS = ['routine', 'urgent', 'emergency']

interface Draft {
  desk: string, measure: string, offence: string, level: string, ground: string, urgencyFacts: string
  authority: string, facts: string, data: string, holder: string, link: string, basis: string, necessity: string, mla: boolean
  kind: string, value: string, service: string, port: string, time: string, tlp: string, reference: string, callBack: string
}
export const EMPTY: Draft = {
  desk: '', measure: '', offence: '', level: 'routine', ground: '', urgencyFacts: '', authority: '', facts: '', data: '', holder: '',
  link: '', basis: '', necessity: '', mla: false, kind: 'ip-port-time', value: '', service: '', port: '', time: '', tlp: 'amber', reference: '', callBack: '',
}
// What must not be empty before the core can read it as a request at all.
const NEEDED: [keyof Draft, string][] = [
  ['desk', 'from'], ['measure', 'measure'], ['offence', 'offence'], ['authority', 'purpose.authority'], ['facts', 'purpose.facts'], ['data', 'purpose.data'],
  ['link', 'purpose.link'], ['basis', 'purpose.basis'], ['reference', 'handling.reference'],
]

function requestOf(to: string, d: Draft): CaseRequest {
  const some = (key: string, value: string): Record<string, string> => (value.trim() === '' ? {} : { [key]: value.trim() })
  const routine = d.level === 'routine'
  const time = Date.parse(`${d.time}Z`)
  return {
    format: 1, to, measure: d.measure, offence: d.offence,
    urgency: { level: d.level, ...(routine ? {} : { ...some('ground', d.level === 'emergency' ? 'danger-to-life' : d.ground), ...some('facts', d.urgencyFacts) }) },
    purpose: {
      authority: d.authority.trim(), facts: d.facts.trim(), data: d.data.trim(), ...some('holder', d.holder), link: d.link.trim(), basis: d.basis.trim(),
      ...some('necessity', d.necessity), mla: d.mla,
    },
    identifiers: d.value.trim() === '' ? [] : [{
      kind: d.kind, value: d.value.trim(),
      ...(d.kind === 'account' || d.kind === 'payment' ? some('place', d.service) : {}),
      ...(d.kind === 'ip-port-time' ? { ...(/^\d{1,5}$/.test(d.port) && Number(d.port) > 0 && Number(d.port) < 65_536 ? { port: Number(d.port) } : {}), ...(time > 0 ? { time: Math.floor(time / 1000) } : {}) } : {}),
    }],
    handling: { tlp: d.tlp, codes: [], reference: d.reference.trim(), ...some('callBack', d.callBack) },
  }
}

export default function Request({ id }: { id: string }): ReactNode {
  const text = useText()
  const { owner, edition, opened } = useHub()
  const memory = kept<Draft>(`request ${id}`)
  const [draft, set] = useState<Draft>(memory.get() ?? { ...EMPTY, authority: owner?.unit ?? '' })
  const [restored, restore] = useState(memory.get() !== undefined)
  const [desks, offer] = useState<DeskHit[]>([])
  const [problems, tell] = useState<Problem[]>([])
  const [busy, setBusy] = useState(false)
  const [sent, setSent] = useState(false)
  const [refused, refuse] = useState('')
  useEffect(() => { document.title = `${text.t('request.new')} – Hublink` }, [text])
  useEffect(() => {
    const question = { text: '', facets: [{ kind: 'country', value: owner?.country ?? '' }, { kind: 'channel', value: 'hub' }], own: '', languages: [], from: 0, limit: 20 }
    void hub.port.ask({ ask: 'find', of: [question] }).then((answer) => {
      if (answer.refused !== undefined) return
      const hits = answer.value.hits
      offer(hits)
      const usual = hits.find((hit) => hit.functions.includes('child-exploitation')) ?? hits[0]
      set((before) => (before.desk === '' && usual ? { ...before, desk: usual.id } : before))
    })
  }, [owner, edition])
  useEffect(() => { if (sent && opened !== '') go({ room: 'case', id: opened }) }, [sent, opened])

  const change = (key: keyof Draft) => (value: string | boolean): void => {
    const next = { ...draft, [key]: value }
    set(next)
    memory.keep(next)
    tell([])
  }
  const send = async (): Promise<void> => {
    const lacking = NEEDED.filter(([key]) => String(draft[key]).trim() === '').map(([, field]) => ({ code: 'request-missing', field }))
    if (lacking.length > 0) return tell(lacking)
    const request = requestOf(id, draft)
    const judged = await hub.port.ask({ ask: 'problems', of: [request] })
    if (judged.refused !== undefined) return refuse(judged.refused)
    if (judged.value.length > 0) return tell(judged.value)
    setBusy(true)
    refuse('')
    const why = await hub.done(hub.port.openCase(request, draft.desk))
    setBusy(false)
    refuse(why)
    if (why === '') {
      memory.drop()
      setSent(true)
    }
    return undefined
  }
  const wrong = (field: string): Problem | undefined => problems.find((one) => one.field === field || one.field.startsWith(`${field}.`))
  const field = (key: keyof Draft, name: MessageKey, at: string, rows = 0, optional = false): ReactNode => {
    const problem = wrong(at)
    const own = {
      className: 'input', dir: 'auto' as const, value: String(draft[key]), 'aria-invalid': problem !== undefined,
      'aria-describedby': problem ? `${key}-wrong` : undefined, name: key, maxLength: rows > 0 ? TEXT_CHARS_MAX : LINE_CHARS_MAX,
    }
    return (
      <label className="field" key={key}>
        <span>{text.t(name)}{optional && <span className="soft"> · {text.t('request.optional')}</span>}</span>
        {rows > 0 ? <textarea {...own} rows={rows} onChange={(e) => change(key)(e.target.value)} /> : <input {...own} onChange={(e) => change(key)(e.target.value)} />}
        {problem && <Wrong id={`${key}-wrong`} code={problem.code} />}
      </label>
    )
  }
  const pick = (key: keyof Draft, name: MessageKey, at: string, list: string, codes: string[]): ReactNode => (
    <label className="field">
      <span>{text.t(name)}</span>
      <select className="input" name={key} value={String(draft[key])} aria-invalid={wrong(at) !== undefined} onChange={(e) => change(key)(e.target.value)}>
        <option value="" />{codes.map((code) => <option key={code} value={code}>{list === '' ? code : list === 'tlp' ? `TLP:${code.toUpperCase()}` : text.code(list, code)}</option>)}
      </select>
      {wrong(at) && <Wrong id={`${key}-wrong`} code={wrong(at)?.code ?? ''} />}
    </label>
  )
  const preserve = draft.measure === 'preserve'
  return (
    <>
      <nav className="small path" aria-label={text.t('listing.path')}><a href={address({ room: 'listing', id })}><Ltr>{id}</Ltr></a></nav>
      <h1>{text.t('request.new')}</h1>
      {restored && (
        <p className="note row wrap" role="status"><Icon name="tick" />{text.t('request.restored')}
          <button type="button" className="plain-link" onClick={() => { memory.drop(); restore(false); set({ ...EMPTY, desk: draft.desk, authority: owner?.unit ?? '' }) }}>{text.t('request.anew')}</button></p>
      )}
      <form className="columns side" noValidate onSubmit={(e) => { e.preventDefault(); void send() }}>
        <div className="stack wide-gap">
          <Card title={text.t('request.what')}>
            <div className="stack">
              {pick('desk', 'request.from', 'from', '', desks.map((one) => one.id))}
              <div className="levels" role="radiogroup" aria-label={text.t('request.urgency')}>
                {LEVELS.map((level) => (
                  <label key={level} className={draft.level === level ? `level on level-${level}` : 'level'}>
                    <input type="radio" name="level" value={level} checked={draft.level === level} onChange={() => change('level')(level)} />{text.code('urgencies', level)}
                  </label>
                ))}
              </div>
              {draft.level === 'urgent' && pick('ground', 'request.ground', 'urgency.ground', 'urgentGrounds', text.codes.all('urgentGrounds'))}
              {draft.level === 'emergency' && <p className="note"><Icon name="warning" />{text.code('urgentGrounds', 'danger-to-life')}</p>}
              {draft.level !== 'routine' && field('urgencyFacts', 'request.urgencyFacts', 'urgency.facts', 2)}
              {pick('measure', 'request.measure', 'measure', 'measures', text.codes.all('measures'))}
              {pick('offence', 'request.offence', 'offence', 'offences', text.codes.all('offences'))}
            </div>
          </Card>
          <Card title={text.t('request.identifiers')}>
            <div className="stack">
              {pick('kind', 'request.kind', 'kind', 'identifiers', KINDS)}
              {field('value', 'request.value', 'identifiers')}
              {draft.kind === 'ip-port-time' && <div className="columns half">{field('port', 'request.port', 'port')}
                <label className="field"><span>{text.t('request.time')}</span><input className="input" name="time" type="datetime-local" step="1" value={draft.time} onChange={(e) => change('time')(e.target.value)} /></label></div>}
              {(draft.kind === 'account' || draft.kind === 'payment') && field('service', 'request.service', 'service')}
            </div>
          </Card>
          <Card title={text.t('request.why')}>
            <div className="stack">
              {field('authority', 'request.authority', 'purpose.authority')}
              {field('facts', 'request.facts', 'purpose.facts', 3)}
              {field('data', 'request.data', 'purpose.data', 2)}
              {field('link', 'request.link', 'purpose.link', 2)}
              {field('basis', 'request.basis', 'purpose.basis', 2)}
              {field('holder', 'request.holder', 'purpose.holder', 1, !preserve)}
              {field('necessity', 'request.necessity', 'purpose.necessity', 2, !preserve)}
              <Checkbox className="check" isSelected={draft.mla} onChange={change('mla')}><span className="box"><Icon name="tick" /></span><span>{text.t('request.mla')}</span></Checkbox>
              {wrong('purpose.mla') && <Wrong id="mla-wrong" code={wrong('purpose.mla')?.code ?? ''} />}
            </div>
          </Card>
        </div>
        <div className="stack wide-gap">
          <Card title={text.t('listing.handling')}>
            <div className="stack">
              {pick('tlp', 'request.tlp', 'handling.tlp', 'tlp', ['clear', 'green', 'amber', 'amber-strict', 'red'])}
              {field('reference', 'request.reference', 'handling.reference')}
              {field('callBack', 'request.callBack', 'handling.callBack', 0, draft.level !== 'emergency')}
            </div>
          </Card>
          <Card title={text.t('request.send')} icon="send">
            <div className="stack">
              <p className="small soft">{text.t('request.seen')}</p>
              <p className="small soft">{text.t('request.noImages')}</p>
              {problems.length > 0 && <p className="error" role="alert"><Icon name="octagon" />{text.t('request.lacking', { count: problems.length })}</p>}
              {refused && <p className="error" role="alert"><Icon name="octagon" />{text.maybe(`cases.failed.${refused}`, 'cases.failed', { code: refused })}</p>}
              <Button type="submit" className="button button-main button-big" isDisabled={busy}><Icon name="send" />{busy ? text.t('request.sending') : text.t('cases.sign')}</Button>
            </div>
          </Card>
        </div>
      </form>
    </>
  )
}

function Wrong({ id, code }: { id: string, code: string }): ReactNode {
  const text = useText()
  return <span className="error" id={id}><Icon name="octagon" />{text.maybe(`problem.${code}`, 'problem.other', { code })}</span>
}
