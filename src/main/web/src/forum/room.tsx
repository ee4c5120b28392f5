// The forum: its list, a question, asking, what one follows, and the moderators' work. Loaded when somebody goes there.
import { useEffect, type ReactNode } from 'react'
import { useHub } from '../app/hub'
import { address, type ForumPart } from '../app/places'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Banner, seen } from '../ui/parts'
import { useAsked } from './asked'
import './forum.css'
import { Ask } from './ask'
import { Digest } from './digest'
import { forget, List } from './list'
import { ModeratorsLog, Reports } from './moderation'
import { moved, useMarks } from './marks'
import { Who } from './parts'
import { Question } from './question'

export default function Forum({ part, id }: { part: ForumPart, id?: string }): ReactNode {
  const text = useText()
  const { owner, edition } = useHub()
  const mine = useAsked('forum-own', owner?.kind === 'device' ? {} : null, edition)
  const own = mine.value?.own
  const marks = useMarks(own)
  useEffect(() => { document.title = `${text.t('forum.title')} – Hublink` }, [text])
  useEffect(() => () => { if (!location.hash.startsWith('#/forum')) forget() }, [])
  if (owner?.kind !== 'device') return <Banner tone="warn" icon="lock" title={text.t('forum.notYours')}><p>{text.t('forum.notYours.text')}</p></Banner>
  if (id !== undefined) return <Question id={id} own={own} />
  if (part === 'ask' && own !== undefined) return <Ask own={own} />
  const news = moved(marks, own, 0).filter((one) => marks.fresh(one.thread)).length
  const names: Record<Exclude<ForumPart, 'ask'>, string> = {
    list: text.t('forum.tab.list'), digest: news > 0 ? text.t('forum.tab.digest.new', { count: news }) : text.t('forum.tab.digest'), reports: text.t('forum.tab.reports'), log: text.t('forum.tab.log'),
  }
  const tabs = (['list', 'digest', 'reports', 'log'] as const).filter((one) => one !== 'reports' || own?.badge === 'moderator')
  return (
    <>
      <div className="head">
        <div className="grow"><h1>{text.t('forum.title')}</h1>
          {own !== undefined && <div className="row wrap small soft"><span>{text.t('forum.youAre')}</span><Who author={own} topics /></div>}
          {mine.value !== null && own === undefined && <p className="small soft">{text.t('forum.noName')}</p>}</div>
        {own !== undefined && <a className="button button-main" href={address({ room: 'forum', part: 'ask' })}><Icon name="plus" />{text.t('forum.ask')}</a>}
      </div>
      <nav className="tabs" aria-label={text.t('forum.parts')}>
        {tabs.map((one) => <a key={one} href={address({ room: 'forum', part: one })} aria-current={one === part ? 'page' : undefined} ref={one === part ? seen : undefined}>{names[one]}</a>)}
      </nav>
      {part === 'list' && <List own={own} />}
      {part === 'digest' && <Digest own={own} />}
      {part === 'reports' && <Reports own={own} />}
      {part === 'log' && <ModeratorsLog />}
    </>
  )
}
