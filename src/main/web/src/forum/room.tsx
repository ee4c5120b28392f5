// The forum: its list, a question, asking, what one follows, and the moderators' work. Loaded when somebody goes there.
import { useEffect, type ReactNode } from 'react'
import { useHub } from '../app/hub'
import { address, type ForumPart } from '../app/places'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Banner } from '../ui/parts'
import { useAsked } from './asked'
import './forum.css'
import { List } from './list'
import { useMarks } from './marks'
import { Who } from './parts'
import { Question } from './question'

export default function Forum({ part, id }: { part: ForumPart, id?: string }): ReactNode {
  const text = useText()
  const { owner, edition } = useHub()
  const mine = useAsked('forum-own', owner?.kind === 'device' ? {} : null, edition)
  const own = mine.value?.own
  useMarks(own)
  useEffect(() => { document.title = `${text.t('forum.title')} – Hublink` }, [text])
  if (owner?.kind !== 'device') return <Banner tone="warn" icon="lock" title={text.t('forum.notYours')}><p>{text.t('forum.notYours.text')}</p></Banner>
  if (id !== undefined) return <Question id={id} own={own} />
  return (
    <>
      <div className="head">
        <div className="grow"><h1>{text.t('forum.title')}</h1>
          {own !== undefined && <div className="row wrap small soft"><span>{text.t('forum.youAre')}</span><Who author={own} topics /></div>}
          {mine.value !== null && own === undefined && <p className="small soft">{text.t('forum.noName')}</p>}</div>
        {own !== undefined && <a className="button button-main" href={address({ room: 'forum', part: 'ask' })}><Icon name="plus" />{text.t('forum.ask')}</a>}
      </div>
      {part === 'list' && <List own={own} />}
    </>
  )
}
