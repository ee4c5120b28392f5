// What moved in what one follows, made here from what the server says has moved everywhere; it never learns what is followed.
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Grey } from '../app/desk'
import { useHub } from '../app/hub'
import { address } from '../app/places'
import { useNow } from '../app/shell'
import type { ForumAuthor } from '../core/port'
import { useText, type Texts } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Card, Chip } from '../ui/parts'
import { query, useAsked } from './asked'
import { moved, useMarks, type Followed } from './marks'
import { Nothing, NotThere, StateChip } from './parts'
import { QuietHours } from './quiet-hours'
import { space, tag } from './words'

const DAY_SECONDS = 86_400
const DAYS = { day: 1, week: 7 }
const ROWS = 50

const followed = (text: Texts, what: keyof Followed, code: string, titles: Map<string, string>): string =>
  what === 'tags' ? tag(text, code) : what === 'spaces' ? space(text, code) : titles.get(code) ?? code.slice(0, 8)

export function Digest({ own }: { own: ForumAuthor | undefined }): ReactNode {
  const text = useText()
  const { edition } = useHub()
  const now = useNow(60)
  const marks = useMarks(own)
  const waits = moved(marks, own, 0).filter((one) => marks.fresh(one.thread))
  // Chosen once: nothing changes its place because something was read or came.
  const [which, choose] = useState<'unread' | 'day' | 'week'>(waits.length > 0 ? 'unread' : 'day')
  const list = useAsked('forum-list', { query: query({ limit: ROWS }) }, edition)
  const older = useAsked('forum-list', { query: query({ limit: ROWS, from: ROWS }) }, edition)
  const hits = [...list.value?.hits ?? [], ...older.value?.hits ?? []]
  const rows = which === 'unread' ? waits : moved(marks, own, now - DAYS[which] * DAY_SECONDS)
  const titles = new Map(hits.flatMap((hit) => (hit.title === undefined ? [] : [[hit.thread, hit.title] as [string, string]])))
  const all = (['threads', 'tags', 'spaces'] as const).flatMap((what) => marks.follows[what].map((code) => ({ what, code })))
  return (
    <div className="columns side">
      <section className="card results" aria-label={text.t('forum.tab.digest')} data-digest={rows.length}>
        <header><h2>{text.t('forum.tab.digest')}</h2>
          <div className="editor-tabs" role="group" aria-label={text.t('forum.tab.digest')}>
            {([['unread', text.t('forum.digest.unread')], ['day', text.t('forum.digest.day')], ['week', text.t('forum.digest.week')]] as const).map(([one, words]) => (
              <Button key={one} className="button button-small" aria-pressed={which === one} data-which={one} onPress={() => choose(one)}>{words}</Button>
            ))}
          </div></header>
        {waits.length > 0 && <p className="inside"><Button className="button button-small" data-read-all="" onPress={marks.readAll}><Icon name="tick" />{text.t('forum.digest.readAll')}</Button></p>}
        {list.refused !== '' && <div className="inside"><NotThere refused={list.refused} again={list.again} /></div>}
        {list.value === null && list.refused === '' && <Grey />}
        {list.value !== null && rows.length === 0 && <Nothing title={which === 'unread' ? text.t('forum.digest.allRead') : text.t('forum.digest.none')}><p>{text.t('forum.digest.none.text')}</p></Nothing>}
        <ul className="rows">{list.value !== null && rows.map((one) => {
          const hit = hits.find((row) => row.thread === one.thread)
          return (
            <li key={one.thread} className="thread" data-thread={one.thread}>
              <div className="thread-main">
                <p className="thread-title">{marks.fresh(one.thread) && <Chip tone="accent">{text.t('forum.new')}</Chip>}
                  <a href={address({ room: 'question', id: one.thread })} lang={hit?.language} dir="auto">{hit?.title ?? text.t('forum.titleless')}</a></p>
                <p className="small soft">{text.t('forum.digest.by', { count: one.count, who: one.last.handle })} · {space(text, one.last.space)}</p>
              </div>
              <div className="thread-facts"><StateChip code={one.last.state} /><span className="small soft">{text.ago(now - one.last.at)}</span></div>
            </li>
          )
        })}</ul>
        <footer className="small soft row"><Icon name="info" />{text.t('forum.serverSays')}</footer>
      </section>
      <div className="stack wide-gap">
      <QuietHours marks={marks} />
      <Card title={text.t('forum.digest.follows')} icon="eye">
        <div className="stack">
          <div className="row wrap">{all.map(({ what, code }) => (
            <Button key={what + code} className="chip" aria-label={text.t('forum.unfollow', { what: followed(text, what, code, titles) })} onPress={() => marks.follow(what, code, false)}><bdi dir="auto">{followed(text, what, code, titles)}</bdi><Icon name="close" /></Button>
          ))}</div>
          {all.length === 0 && <p className="small soft">{text.t('forum.digest.none.text')}</p>}
          <p className="hint">{text.t('forum.follow.hint')}</p>
        </div>
      </Card>
      </div>
    </div>
  )
}
