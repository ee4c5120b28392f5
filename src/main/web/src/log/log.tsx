// See for oneself: the checkpoint, the leaves, and one leaf followed to the root and to those who signed it.
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Grey } from '../app/desk'
import { hub, useHub } from '../app/hub'
import { address, go } from '../app/places'
import type { LeafRow, Leaves, LogLeaf } from '../core/port'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Card, Chip, Empty, Facts, Iso, Ltr, shortId } from '../ui/parts'
import { Contradicted } from './contradicted'
import { News } from './news'

const TYPES = ['root', 'authority', 'device', 'persona', 'desk', 'manifest', 'attestation', 'revocation']
const SUBJECT_CHARS_MAX = 80
const ENDS = 2

const cut = (hash: string): string => `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-4)}`

export default function Log({ id }: { id?: string }): ReactNode {
  const text = useText()
  const { owner, edition, link } = useHub()
  const [country, setCountry] = useState('')
  const [type, setType] = useState('')
  const [subject, setSubject] = useState('')
  const [pages, setPages] = useState<number[]>([-1])
  const [log, show] = useState<Leaves | null>(null)
  const [leaf, follow] = useState<LogLeaf | 'missing' | null>(null)
  const before = pages[pages.length - 1] ?? -1
  useEffect(() => { document.title = `${id === undefined ? text.t('log.title') : text.t('log.leaf', { leaf: Number(id) })} – Hublink` }, [text, id])
  useEffect(() => {
    let current = true
    void hub.port.ask({ ask: 'leaves', of: [{ before, country, type, subject: subject.trim() }] }).then((answer) => { if (current && answer.refused === undefined) show(answer.value) })
    return () => { current = false }
  }, [before, country, type, subject, edition])
  useEffect(() => {
    if (id === undefined) return follow(null)
    let current = true
    void hub.port.ask({ ask: 'leaf', of: [Number(id)] }).then((answer) => { if (current) follow(answer.refused === undefined ? answer.value : 'missing') })
    return () => { current = false }
  }, [id, edition])
  const choose = (change: () => void): void => {
    change()
    setPages([-1])
  }
  return (
    <>
      <div className="head">
        <div className="grow"><h1>{text.t('log.title')}</h1><p className="soft">{text.t('log.text')}</p></div>
        <Button className="button" isDisabled={link === 'syncing'} onPress={() => void hub.sync()}><Icon name="eye" />{text.t('log.again')}</Button>
      </div>
      <Contradicted />
      <News />
      {log === null ? <div className="card"><Grey /></div> : log.size === 0 ? <section className="card"><Empty icon="tree" title={text.t('app.proofs.none')} /></section> : (
        <>
          <dl className="card quad">
            <div><dt>{text.t('log.newest')}</dt><dd><b><Ltr mono>{text.number(log.size)}</Ltr></b></dd><dd className="small soft">{text.ago(log.time - log.cosignedAt)}</dd></div>
            <div><dt>{text.t('log.root')}</dt><dd><b><Ltr mono>{cut(log.root)}</Ltr></b></dd><dd className="small soft">{text.t('log.root.text')}</dd></div>
            <div><dt>{text.t('log.cosigned')}</dt><dd><b><Ltr>{text.t('app.utc', { time: text.clock(log.cosignedAt, 'UTC', true) })}</Ltr></b></dd><dd className="small soft">{text.date(log.cosignedAt)}</dd></div>
          </dl>
          <div className="columns unlike">
            <Card title={text.t('log.leaves')} icon="tree">
              <div className="stack">
                <div className="row wrap">
                  <select className="input short" aria-label={text.t('log.state')} value={country} onChange={(e) => choose(() => setCountry(e.target.value))}>
                    <option value="">{text.t('log.state.all')}</option>
                    {[...new Set([owner?.country ?? '', ...text.codes.all('countries')])].filter((one) => one !== '').map((one) => <option key={one} value={one}>{text.state(one)}</option>)}
                  </select>
                  <select className="input short" aria-label={text.t('log.type')} value={type} onChange={(e) => choose(() => setType(e.target.value))}>
                    <option value="">{text.t('log.type.all')}</option>{TYPES.map((one) => <option key={one} value={one}>{text.maybe(`log.type.${one}`, 'log.type.other')}</option>)}
                  </select>
                  <input className="input wide" type="search" dir="ltr" placeholder="FR-CSE-247" aria-label={text.t('log.subject')} maxLength={SUBJECT_CHARS_MAX} value={subject} onChange={(e) => choose(() => setSubject(e.target.value))} />
                </div>
                {log.leaves.length === 0 ? <Empty icon="search" title={text.t('log.none')} /> : <Rows rows={log.leaves} chosen={id ?? ''} />}
                <div className="row between"><span className="small soft">{text.t('office.pseudonyms')}</span>
                  <span className="row">{pages.length > 1 && <Button className="button button-small" onPress={() => setPages(pages.slice(0, -1))}>{text.t('log.newer')}</Button>}
                    {log.more && <Button className="button button-small" onPress={() => setPages([...pages, log.leaves[log.leaves.length - 1]?.index ?? 0])}>{text.t('log.older')}</Button>}</span></div>
              </div>
            </Card>
            {leaf === null ? <section className="card"><Empty icon="tree" title={text.t('log.choose')}><p>{text.t('log.choose.text')}</p></Empty></section>
              : leaf === 'missing' ? <section className="card refused"><Empty icon="octagon" title={text.t('log.missing', { leaf: Number(id) })} /></section> : <Followed leaf={leaf} />}
          </div>
        </>
      )}
    </>
  )
}

function Rows({ rows, chosen }: { rows: LeafRow[], chosen: string }): ReactNode {
  const text = useText()
  return (
    <table className="table">
      <thead><tr><th scope="col">{text.t('log.number')}</th><th scope="col">{text.t('log.type')}</th><th scope="col">{text.t('log.state')}</th><th scope="col">{text.t('log.subject')}</th>
        <th scope="col">{text.t('log.version')}</th><th scope="col">{text.t('log.time')}</th></tr></thead>
      <tbody>{rows.map((one) => (
        <tr key={one.index} className={String(one.index) === chosen ? 'on' : ''} data-leaf={one.index} data-type={one.type} onClick={() => go({ room: 'leaf', id: String(one.index) })}>
          <td data-name={text.t('log.number')}><a href={address({ room: 'leaf', id: String(one.index) })} aria-current={String(one.index) === chosen ? 'true' : undefined}><Ltr mono>{text.number(one.index)}</Ltr></a></td>
          <td data-name={text.t('log.type')}>{text.maybe(`log.type.${one.type}`, 'log.type.other')}</td>
          <td data-name={text.t('log.state')}>{one.country ? <><Iso code={one.country} /><span className="hidden">{text.state(one.country)}</span></> : '–'}</td>
          <td data-name={text.t('log.subject')}><Ltr mono>{shortId(one.id)}</Ltr></td>
          <td data-name={text.t('log.version')}>{text.number(one.version)}</td>
          <td data-name={text.t('log.time')}><span>{text.shortDate(one.issued)} <Ltr>{text.clock(one.issued)}</Ltr></span></td>
        </tr>
      ))}</tbody>
    </table>
  )
}

function Followed({ leaf }: { leaf: LogLeaf }): ReactNode {
  const text = useText()
  // Beside the list where there is room, below it where there is none: whoever chose a leaf is brought to it.
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    // Newer browsers answer with a promise, which is no way to end an effect.
    void card.current?.scrollIntoView({ block: 'nearest' })
  }, [leaf.index])
  const counts = leaf.result === 'trusted' && leaf.leads
  const folded = leaf.path.length - 2 * ENDS
  const shown = folded > 1 ? [...leaf.path.slice(0, ENDS), null, ...leaf.path.slice(-ENDS)] : leaf.path
  return (
    <section ref={card} className={counts ? 'card proved' : 'card refused'} data-followed={leaf.index} data-leads={leaf.leads} data-result={leaf.result}>
      <header><h2>{text.t('log.leaf', { leaf: leaf.index })}: {text.maybe(`log.type.${leaf.type}`, 'log.type.other')} {leaf.country && text.state(leaf.country)}</h2>
        <Chip icon={counts ? 'shield' : 'octagon'} tone={counts ? 'ok' : 'bad'}>{counts ? text.t('log.proved') : text.t('log.counts.not')}</Chip></header>
      <div className="inside stack wide-gap">
        {leaf.result !== 'trusted' && <p className="error"><Icon name="octagon" />{text.maybe(`reason.${leaf.result}`, 'reason.other', { state: text.state(leaf.country) })} {text.t('app.refused.code', { code: leaf.result })}</p>}
        <ol className="ladder" aria-label={text.t('log.path', { count: leaf.path.length })}>
          <li className="made"><b><Ltr mono>{cut(leaf.root)}</Ltr></b><span className="small soft">{text.t('log.path.root', { size: leaf.size })}</span></li>
          {[...shown].reverse().map((one, i) => (one === null
            ? <li key="folded" className="fold small soft">{text.t('log.path.folded', { count: folded })}</li>
            : <li key={i} className="given"><Ltr mono>{cut(one)}</Ltr><span className="small soft">{text.t('log.path.given')}</span></li>))}
          <li className="made"><b><Ltr mono>{cut(leaf.hash)}</Ltr></b><span className="small soft">{text.t('log.path.leaf')}</span></li>
        </ol>
        <p className="row"><Icon name={leaf.leads ? 'tick' : 'octagon'} />{leaf.leads ? text.t('log.leads') : text.t('log.leads.not')}</p>
        <Facts rows={[
          [text.t('log.signers'), (
            <ul key="s">{leaf.signers.map((one) => <li key={one.key} data-signer={one.name}><b><Ltr>{one.name || text.t('log.signer.unknown')}</Ltr></b> <Ltr mono>{cut(one.key)}</Ltr></li>)}</ul>
          )],
          ...(leaf.allowedBy === undefined || leaf.allowedBy === leaf.index ? [] : [[text.t('log.allowed'), <a key="a" href={address({ room: 'leaf', id: String(leaf.allowedBy) })}>{text.t('log.leaf', { leaf: leaf.allowedBy })}</a>] as [string, ReactNode]]),
          [text.t('log.subject'), <Ltr key="i" mono>{leaf.id}</Ltr>],
          [text.t('log.version'), text.number(leaf.version)],
          ...(leaf.mode ? [[text.t('office.mode'), text.maybe(`office.mode.${leaf.mode}`, 'log.type.other')] as [string, ReactNode]] : []),
          [text.t('log.valid'), text.t('log.valid.span', { from: text.date(leaf.issued), to: text.date(leaf.expires) })],
          [text.t('log.hash'), <Ltr key="h" mono>{leaf.hash}</Ltr>],
          [text.t('log.parts'), leaf.parts.length === 0 ? '–' : <ul key="p">{leaf.parts.map((one) => <li key={one}><Ltr mono>{cut(one)}</Ltr></li>)}</ul>],
          [text.t('log.isNewest'), leaf.newest === leaf.index ? text.t('log.isNewest.yes', { size: leaf.size })
            : leaf.newest < 0 ? text.t('log.isNewest.none') : <a key="n" href={address({ room: 'leaf', id: String(leaf.newest) })}>{text.t('log.leaf', { leaf: leaf.newest })}</a>],
        ]} />
      </div>
    </section>
  )
}
