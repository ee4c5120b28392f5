// One desk: is it true, how do I reach it, what does it want. Nothing unsigned stands inside the signed card.
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { RefusedOne } from '../app/banners'
import { Grey } from '../app/desk'
import { hub, useHub } from '../app/hub'
import { address } from '../app/places'
import type { Card as Desk, DeskRow, ListingBody, ListingProof, OwnName } from '../core/port'
import { plain } from '../i18n/languages'
import { useText, type Texts } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Card, Chip, Empty, Facts, Fresh, FreshMark, Iso, Ltr, offset, place } from '../ui/parts'
import { ProofChain, ProofLine } from './proof'
import { CHANNEL_ICONS, localClock, OpenChip } from './row'

const ALL = 'all'

export function Listing({ id }: { id: string }): ReactNode {
  const text = useText()
  const { edition, refusals } = useHub()
  const [desk, show] = useState<Desk | 'missing' | null>(null)
  const [proof, prove] = useState<(ListingProof & { millis: number }) | null>(null)
  const [open, setOpen] = useState(false)
  useEffect(() => { document.title = `${id} – Hublink` }, [id])
  useEffect(() => {
    let current = true
    void (async () => {
      const card = await hub.port.ask({ ask: 'card', of: [id] })
      if (!current) return
      show(card.refused === undefined ? card.value : 'missing')
      if (card.refused !== undefined) return
      const began = performance.now()
      const chain = await hub.port.ask({ ask: 'proof', of: [id] })
      if (current && chain.refused === undefined) prove({ ...chain.value, millis: Math.max(1, Math.round(performance.now() - began)) })
    })()
    return () => { current = false }
  }, [id, edition])
  const path = (
    <nav className="small path" aria-label={text.t('listing.path')}>
      <a href={address({ room: 'directory' })}>{text.t('directory.title')}</a>
      <span className="soft">/ {text.state(id.slice(0, 2))} / <Ltr>{id}</Ltr></span>
    </nav>
  )
  if (desk === null) return <>{path}<div className="card"><div className="inside"><Grey /></div></div></>
  if (desk === 'missing') {
    const refused = refusals.filter((one) => one.place === id)
    return (
      <>
        {path}
        <section className="card refused">
          <Empty icon="octagon" title={text.t('listing.missing.title', { id })} first>
            {refused.length > 0 ? <ul className="stack">{refused.map((one, i) => <RefusedOne key={i} refused={one} />)}</ul> : <p>{text.t('listing.missing.text')}</p>}
            {refused.length > 0 && <p>{text.t('app.refused.do')}</p>}
            <a className="button" href={address({ room: 'directory' })}>{text.t('listing.missing.back')}</a>
          </Empty>
        </section>
      </>
    )
  }
  const { row, body, time } = desk
  return (
    <>
      {path}
      <div className={open ? 'columns proof-open' : 'columns'}>
        <div className="stack wide-gap">
          <Head row={row} body={body} time={time} proof={proof} open={open} onOpen={setOpen} text={text} />
          {row.freshness !== 'fresh' && <p className="note warn"><Icon name="warning" />{text.t('listing.stale', { date: text.date(row.dueAt) })}</p>}
          <div className="columns half"><Reach body={body} text={text} /><Needs body={body} text={text} /></div>
          <Does desk={desk} text={text} />
        </div>
        {open && proof && <ProofChain proof={proof} onClose={() => setOpen(false)} />}
      </div>
    </>
  )
}

function mine(name: OwnName, text: Texts): string {
  const own = name.names[plain(text.language)] ?? (name.language === plain(text.language) ? name.own : name.names['en'])
  return own === undefined || own === name.own ? '' : own
}

interface HeadProps { row: DeskRow, body: ListingBody, time: number, proof: (ListingProof & { millis: number }) | null, open: boolean, onOpen: (open: boolean) => void, text: Texts }

function Head({ row, body, time, proof, open, onOpen, text }: HeadProps): ReactNode {
  const other = mine(body.unit, text)
  const opening = row.opening === 'OPEN'
    ? row.always ? text.t('listing.openAlways') : row.changesAt < 0 ? text.t('directory.open') : text.t('listing.openUntil', { time: text.clock(row.changesAt, row.zone) })
    : row.opening === 'UNKNOWN' ? text.t('directory.unknown')
      : row.changesAt < 0 ? text.t('listing.closed') : text.t('listing.closedUntil', { time: text.dayClock(row.changesAt, row.zone) })
  const own = useHub().owner?.country
  const broken = proof !== null && proof.steps.some((step) => step.result !== 'trusted')
  return (
    <article className={broken ? 'card refused' : 'card proved'}>
      <div className="inside row start card-head">
        <Iso code={row.country} large />
        <div className="stack tight grow">
          <h1><bdi lang={body.unit.language}>{body.unit.own}</bdi></h1>
          <p className="soft">{other && `${other} · `}{text.state(row.country)} · <Ltr mono>{row.id}</Ltr></p>
          <div className="row wrap">
            <OpenChip row={row} long={opening} />
            <Chip>{text.t('listing.localTime', { time: localClock(text, row, time), place: place(row.zone), offset: offset(row.offset) })}</Chip>
          </div>
          <Fresh freshness={row.freshness}>{text.t('listing.attested', { on: text.date(row.attestedOn), by: text.date(row.dueAt) })}</Fresh>
        </div>
        {body.channels.some((one) => one.kind === 'hub') && row.country !== own && !broken && (
          <a className="button button-main" href={address({ room: 'request', id: row.id })}><Icon name="send" />{text.t('request.new')}</a>
        )}
      </div>
      <footer><ProofLine proof={proof} open={open} onOpen={onOpen} /></footer>
    </article>
  )
}

function Reach({ body, text }: { body: ListingBody, text: Texts }): ReactNode {
  const [copied, setCopied] = useState(-1)
  const copy = async (address: string, at: number): Promise<void> => {
    await navigator.clipboard.writeText(address)
    setCopied(at)
  }
  return (
    <Card title={text.t('listing.reach')}>
      <ol className="reach">
        {body.channels.map((channel, i) => {
          const hub = channel.kind === 'hub'
          const notes = [
            hub ? text.t('listing.sealed') : text.code('channels', channel.kind),
            ...(channel.languages.length > 0 ? [text.t('listing.spoken', { languages: text.list(channel.languages.map((one) => text.code('languages', one))) })] : []),
            ...(channel.kind === 'mail' ? [text.t('listing.mailNote')] : []),
          ]
          return (
            <li key={channel.kind + channel.address}>
              <b className="soft" aria-hidden="true">{text.number(i + 1)}</b><Icon name={CHANNEL_ICONS[channel.kind] ?? 'info'} large />
              <span className="grow"><b>{hub ? text.code('channels', 'hub') : <Ltr>{channel.address}</Ltr>}</b><span className="small soft block">{notes.join(' · ')}</span></span>
              {!hub && (
                <Button className="button button-small" aria-label={text.t('listing.copyOf', { address: channel.address })} onPress={() => void copy(channel.address, i)}>
                  <Icon name={copied === i ? 'tick' : 'copy'} />{copied === i ? text.t('listing.copied') : text.t('listing.copy')}
                </Button>
              )}
            </li>
          )
        })}
      </ol>
    </Card>
  )
}

function Needs({ body, text }: { body: ListingBody, text: Texts }): ReactNode {
  const { terms, scope } = body
  const written = terms.requestLanguages
  return (
    <Card title={text.t('listing.needs')}>
      <Facts rows={[
        [text.t('listing.requestIn'), written.length === 0 ? text.t('listing.anyLanguage') : text.list(written.map((one) => text.code('languages', one)))],
        [text.t('listing.order'), terms.judicialOrder.length === 0 ? text.t('listing.order.none')
          : text.t('listing.order.for', { measures: text.list(terms.judicialOrder.map((one) => text.code('measures', one))) })],
        [text.t('listing.dual'), text.code('dualCriminality', terms.dualCriminality)],
        [text.t('listing.preserves'), terms.preservation ? text.t('listing.preserves.days', { ...terms.preservation }) : text.t('listing.preserves.none')],
        [text.t('listing.legal'), text.list(scope.legalGrounds.map((one) => one.with === undefined
          ? text.code('legalBases', one.basis) : text.t('listing.legal.with', { basis: text.code('legalBases', one.basis), state: text.state(one.with) })))],
        [text.t('listing.handling'), (
          <span className="row wrap">
            <span className={`tlp tlp-${terms.tlp}`}><Ltr>{`TLP:${terms.tlp.toUpperCase()}`}</Ltr></span>
            {text.list(terms.handling.map((one) => text.code('handling', one)))}
          </span>
        )],
      ]} />
    </Card>
  )
}

const two = (minutes: number): string => `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

function Does({ desk, text }: { desk: Desk, text: Texts }): ReactNode {
  const { scope, validity, hours, authority } = desk.body
  const names = (list: string, codes: string[]): string => text.list(codes.map((one) => text.code(list, one)))
  return (
    <Card title={text.t('listing.does')}>
      <div className="columns unlike">
        <Facts rows={[
          [text.t('listing.functions'), names('functions', scope.functions)],
          [text.t('listing.offences'), scope.offences.length === 0 ? text.t('listing.offences.all') : names('offences', scope.offences)],
          [text.t('listing.measures'), names('measures', scope.measures)],
          [text.t('listing.languages'), text.list(desk.body.languages.map((one) => `${text.code('languages', one.language)} (${text.code('levels', one.level)})`))],
        ]} />
        <Facts rows={[
          [text.t('listing.authority'), <bdi key="a" lang={authority.language}>{authority.own}</bdi>],
          [text.t('listing.territory'), scope.territory.length === 0 ? text.t('listing.territory.whole') : text.list(scope.territory)],
          [text.t('listing.hours'), hours.always ? text.t('listing.hours.always') : (
            <ul>{hours.week.map((span) => (
              <li key={`${span.day}-${span.from}`}>{text.t('listing.hours.span', { day: text.weekday(span.day), from: two(span.from), to: two(span.to) })}</li>
            ))}</ul>
          )],
          [text.t('listing.alternates'), (
            <ul className="stack tight">{desk.alternates.map((one) => (
              <li key={one.id}><a href={address({ room: 'listing', id: one.id })}><Ltr mono>{one.id}</Ltr></a>{' '}
                <span className={`fresh fresh-${one.freshness}`}><FreshMark freshness={one.freshness} />{text.code('freshness', one.freshness)}</span></li>
            ))}</ul>
          )],
          [text.t('listing.visible'), validity.audience === ALL ? text.t('listing.visible.all') : text.t('listing.visible.named', { name: validity.audience })],
        ]} />
      </div>
    </Card>
  )
}
