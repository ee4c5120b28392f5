// The administration of a state: what waits for a signature, desks, listings, people, and what nobody expected.
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Grey } from '../app/desk'
import { hub, useHub } from '../app/hub'
import { address, TABS, type Tab } from '../app/places'
import type { Office } from '../core/port'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Banner, seen } from '../ui/parts'
import { Confirm, type Question } from '../ui/confirm'
import { Desks } from './desks'
import { Listings } from './listings'
import { People } from './people'
import { Signatures } from './signatures'
import { Watch } from './watch'

/** What each part of the administration needs: the facts, a way to ask before signing, and a way to say what came of it. */
export interface Work {
  office: Office
  ask: (question: Question) => void
  /** Runs a task; what it answers is said, and all is read anew. */
  tell: (said: string, refused?: boolean) => void
  refresh: () => Promise<void>
}

export default function OfficeRoom({ tab }: { tab: Tab }): ReactNode {
  const text = useText()
  const { owner, edition, link } = useHub()
  const [office, show] = useState<Office | null>(null)
  const [refused, refuse] = useState('')
  const [said, say] = useState<{ words: string, bad: boolean } | null>(null)
  const [question, ask] = useState<Question | null>(null)
  const refresh = useCallback(async () => {
    const answer = await hub.office('overview', {})
    refuse(answer.refused ?? '')
    if (answer.refused === undefined) show(answer.value)
  }, [])
  useEffect(() => { document.title = `${text.t('office.title', { state: text.state(owner?.country ?? '') })} – Hublink` }, [text, owner])
  // What another operator signed meanwhile is seen with the next step, not with the next minute.
  useEffect(() => { if (owner?.kind === 'operator') void refresh() }, [owner, edition, tab, refresh])
  useEffect(() => { say(null) }, [tab])
  if (owner === null) return null
  if (owner.kind !== 'operator') {
    return <Banner tone="warn" icon="lock" title={text.t('office.notYours')}><p>{text.t('office.notYours.text')}</p></Banner>
  }
  const names: Record<Tab, string> = {
    signatures: text.t('office.tab.signatures', { count: (office?.applications.length ?? 0) + (office?.pending.length ?? 0) }),
    desks: text.t('office.tab.desks'), listings: text.t('office.tab.listings'), people: text.t('office.tab.people'),
    watch: text.t('office.tab.watch', { count: (office?.alarms.length ?? 0) + (office?.thin.length ?? 0) }),
  }
  const work: Work | null = office && { office, ask, refresh, tell: (words, bad = false) => say({ words, bad }) }
  return (
    <>
      <div className="head">
        <div className="grow"><h1>{text.t('office.title', { state: text.state(owner.country) })}</h1>
          <p className="soft">{text.t('office.text', { state: text.state(owner.country), operator: owner.officer, needed: office?.needed ?? 2 })}</p></div>
        <a className="button button-danger" href={address({ room: 'office', tab: 'people' })}><Icon name="octagon" />{text.t('office.cutOff')}</a>
      </div>
      <nav className="tabs" aria-label={text.t('office.parts')}>
        {TABS.map((one) => <a key={one} href={address({ room: 'office', tab: one })} aria-current={one === tab ? 'page' : undefined} ref={one === tab ? seen : undefined}>{names[one]}</a>)}
      </nav>
      <div aria-live="polite">
        {said && <p className={said.bad ? 'error note' : 'note good'} data-said=""><Icon name={said.bad ? 'octagon' : 'tick'} />{said.words}</p>}
      </div>
      {refused !== '' && (
        <Banner tone="warn" icon={refused === 'unreachable' ? 'offline' : 'octagon'} title={refused === 'unreachable' ? text.t('office.offline') : text.t('app.failed.title')}
          action={<Button className="button" onPress={() => void refresh()}>{text.t('app.offline.retry')}</Button>}>
          <p>{refused === 'unreachable' ? text.t('office.offline.text') : text.t('app.refused.code', { code: refused })}</p>
        </Banner>
      )}
      {work === null ? (refused === '' || link === 'syncing') && <div className="card" data-loading=""><Grey /></div> : (
        <>
          {tab === 'signatures' && <Signatures {...work} />}
          {tab === 'desks' && <Desks {...work} />}
          {tab === 'listings' && <Listings {...work} />}
          {tab === 'people' && <People {...work} />}
          {tab === 'watch' && <Watch {...work} />}
        </>
      )}
      {question && <Confirm question={question} onClose={() => ask(null)} />}
    </>
  )
}
