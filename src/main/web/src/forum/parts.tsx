// What the forum's pages share: who speaks, where a question stands, one row of a list.
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { hub } from '../app/hub'
import { address } from '../app/places'
import type { ForumAuthor, ForumRow } from '../core/port'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Banner, Chip, Empty, Iso } from '../ui/parts'
import { space, state, stateTone, tag, why } from './words'

export function Who({ author, topics = false }: { author: ForumAuthor, topics?: boolean }): ReactNode {
  const text = useText()
  const known = author.topics.slice(0, 3).map((one) => tag(text, one))
  return (
    <span className="row wrap who">
      <span title={text.state(author.country)}><Iso code={author.country} /><span className="hidden">{text.state(author.country)}</span></span>
      <b><bdi dir="ltr">{author.handle}</bdi></b>
      {(author.badge === 'expert' || (topics && known.length > 0)) && <Chip icon="star" tone="accent">{topics && known.length > 0 ? text.t('forum.expertOf', { topics: text.list(known) }) : text.t('forum.badge.expert')}</Chip>}
      {author.badge === 'moderator' && <Chip icon="shieldPerson">{text.t('forum.badge.moderator')}</Chip>}
    </span>
  )
}

const STATE_ICONS = { accepted: 'tick', updated: 'tick', 'needs-info': 'info', stale: 'clock', open: 'info', claimed: 'person', answered: 'forum', obsolete: 'octagon', duplicate: 'copy', removed: 'octagon' } as const

export function StateChip({ code }: { code: string }): ReactNode {
  const text = useText()
  const tone = stateTone(code)
  return <span data-state={code}><Chip icon={STATE_ICONS[code as keyof typeof STATE_ICONS] ?? 'info'} {...(tone ? { tone } : {})}>{state(text, code)}</Chip></span>
}

/** What the server says was found, between two marks of the private area; nothing else of it is more than plain text. */
export function Highlight({ words }: { words: string }): ReactNode {
  return <bdi dir="auto">{words.split('\ufff9').flatMap((part, i) => {
    const [marked, rest] = i === 0 ? ['', part] : part.split('\ufffb', 2)
    return [marked ? <mark key={`m${i}`}>{marked}</mark> : null, rest ?? '']
  })}</bdi>
}

export function QuestionLink({ row, fresh = false }: { row: ForumRow, fresh?: boolean }): ReactNode {
  const text = useText()
  return (
    <>
      {fresh && <Chip tone="accent">{text.t('forum.new')}</Chip>}
      <a href={address({ room: 'question', id: row.thread })} lang={row.language} dir="auto">{row.title ?? text.t('forum.titleless')}</a>
    </>
  )
}

/** One question of a list: what is in it is proved, beside it stand the server's counts. */
export function Row({ row, now, fresh = false }: { row: ForumRow, now: number, fresh?: boolean }): ReactNode {
  const text = useText()
  if (row.refused !== undefined || row.author === undefined) {
    return (
      <li className="thread refused" data-refused={row.refused}>
        <p className="error"><Icon name="octagon" />{row.refused === 'forum-removed' ? text.t('forum.row.removed') : text.t('forum.row.refused')}</p>
        <p className="small soft">{text.t('app.refused.code', { code: row.refused ?? '' })} <a href={address({ room: 'question', id: row.thread })}>{text.t('forum.look')}</a></p>
      </li>
    )
  }
  return (
    <li className="thread" data-thread={row.thread}>
      <div className="thread-main">
        <p className="thread-title"><QuestionLink row={row} fresh={fresh} /></p>
        {row.highlight !== '' && <p className="small soft"><Highlight words={row.highlight} /></p>}
        <div className="row wrap small"><Who author={row.author} /><span className="soft">{space(text, row.space)}</span>
          {row.tags?.map((one) => <span key={one} className="chip">{tag(text, one)}</span>)}</div>
      </div>
      <div className="thread-facts">
        <StateChip code={row.state} />
        <span className="small soft">{text.t('forum.counts', { answers: row.answers, votes: row.votes })}</span>
        <span className="small soft">{text.ago(now - row.moved)}</span>
      </div>
    </li>
  )
}

// A server that contradicts what moderators logged is not one that failed.
const LIES = ['behind-heads', 'not-as-logged', 'thread-denied']

/** A list that did not come: away, refused, or this vault has no name here. */
export function NotThere({ refused, again }: { refused: string, again: () => void }): ReactNode {
  const text = useText()
  const away = refused === 'unreachable'
  const lies = LIES.some((one) => refused.endsWith(one))
  return (
    <Banner tone={lies ? 'bad' : 'warn'} icon={away ? 'offline' : 'octagon'} title={text.t(away ? 'forum.offline' : lies ? 'forum.lie' : 'app.failed.title')}
      action={<Button className="button" onPress={() => { void hub.sync(); again() }}>{text.t('app.offline.retry')}</Button>}>
      <p>{away ? text.t('forum.offline.text') : why(text, refused)}</p>
    </Banner>
  )
}

export function Nothing({ title, children }: { title: string, children?: ReactNode }): ReactNode {
  return <Empty icon="forum" title={title}>{children}</Empty>
}
