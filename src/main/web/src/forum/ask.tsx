// A new question: its words, where it belongs, and whether somebody asked it before.
import { useEffect, useState, type ReactNode } from 'react'
import { hub } from '../app/hub'
import { address, go } from '../app/places'
import { kept } from '../cases/drafts'
import type { ForumAuthor, ForumSpace } from '../core/port'
import { LANGUAGES } from '../i18n/languages'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Card } from '../ui/parts'
import { Similar } from './aside'
import { query, useSettled } from './asked'
import { Composer } from './composer'
import { clean, problem, say, TEXT_CHARS_MAX, TITLE_CHARS_MAX } from './say'
import { TagPicks } from './tags'
import { CEILING, SPACES, space, why } from './words'
import { Ltr } from '../ui/parts'

const HITS_MAX = 5
interface Draft { space: ForumSpace, language: string, title: string, tags: string[] }

export function Ask({ own }: { own: ForumAuthor }): ReactNode {
  const text = useText()
  const memory = kept<Draft>('forum question head')
  const [draft, set] = useState<Draft>(memory.get() ?? { space: 'techniques', language: text.language in LANGUAGES ? text.language : 'en', title: '', tags: [] })
  const typed = useSettled(draft.title, 400)
  useEffect(() => { document.title = `${text.t('forum.ask.title')} – Hublink` }, [text])
  const change = (part: Partial<Draft>): void => {
    const next = { ...draft, ...part }
    set(next)
    if (next.title.length <= 2 * TITLE_CHARS_MAX) memory.keep(next)
  }
  const bad = problem(draft.title, TITLE_CHARS_MAX)
  const lacks = bad === 'empty' ? text.t('forum.lacks.title') : bad === 'long' ? text.t('forum.tooLong', { count: draft.title.length - TITLE_CHARS_MAX }) : bad !== '' ? why(text, `forum.${bad}`) : ''
  const send = async (words: string): Promise<string> => {
    const title = clean(draft.title).replace(/\n+/g, ' ')
    const refused = await say({ kind: 'question', thread: '', body: { space: draft.space, language: draft.language, title, text: words, tags: draft.tags } })
    if (refused !== '') return refused
    memory.drop()
    // The answer has no id: the newest question of this author with this title is it.
    const mine = await hub.port.forum('forum-list', { query: query({ author: `${own.country}/${own.handle}`, limit: HITS_MAX }) })
    const hit = mine.value?.hits.find((one) => one.title === title)
    go(hit === undefined ? { room: 'forum', part: 'list' } : { room: 'question', id: hit.thread })
    return ''
  }
  const experts = draft.space === 'notices' && own.badge === 'officer'
  return (
    <>
      <nav className="small path" aria-label={text.t('listing.path')}><a href={address({ room: 'forum', part: 'list' })}>{text.t('forum.title')}</a></nav>
      <h1>{text.t('forum.ask.title')}</h1>
      <div className="columns side">
        <section className="card"><div className="inside">
          <Composer name="question" label={text.t('forum.text')} max={TEXT_CHARS_MAX} rows={10} beside={draft.title} lacks={lacks} send={send} before={
            <div className="stack">
              <label className="field"><span>{text.t('forum.ask.what')}</span>
                <input className="input" name="title" dir="auto" autoComplete="off" aria-invalid={bad === 'long' || bad === 'bidi'} value={draft.title} onChange={(e) => change({ title: e.target.value })} />
                <span className={bad === 'long' ? 'meter over' : 'meter'}>{text.t('forum.chars', { count: draft.title.length, max: TITLE_CHARS_MAX })}</span></label>
              <div className="columns half">
                <label className="field"><span>{text.t('forum.space')}</span>
                  <select className="input" name="space" value={draft.space} onChange={(e) => change({ space: e.target.value as ForumSpace })}>{SPACES.map((one) => <option key={one} value={one}>{space(text, one)}</option>)}</select></label>
                <label className="field"><span>{text.t('forum.language')}</span>
                  <select className="input" name="language" value={draft.language} onChange={(e) => change({ language: e.target.value })}>{Object.entries(LANGUAGES).map(([code, name]) => <option key={code} value={code} lang={code}>{name}</option>)}</select></label>
              </div>
              <p className="small row wrap"><span className={`tlp tlp-${CEILING[draft.space]}`}><Ltr>{`TLP:${CEILING[draft.space].toUpperCase()}`}</Ltr></span><span className="soft">{text.t('forum.openSpace')}</span></p>
              {experts && <p className="error"><Icon name="octagon" />{text.t('forum.failed.experts-only')}</p>}
              <TagPicks asks chosen={draft.tags} choose={(tags) => change({ tags })} own={own} />
            </div>
          } />
        </div></section>
        <div className="stack wide-gap">
          {typed.trim().length > 3 && bad === '' && <Similar title={clean(typed)} language={draft.language} except="" heading={text.t('forum.ask.similar')} />}
          <Card title={text.t('forum.path')} icon="person"><p className="small soft">{text.t('forum.ask.routed')}</p></Card>
        </div>
      </div>
    </>
  )
}
