// One question and all that was said to it. Each post and each turn shown was proved here, act by act; what was not is shown as
// refused with its reason, and what a moderator took away keeps its place. Votes and order are the server's word.
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Grey } from '../app/desk'
import { useHub } from '../app/hub'
import { address } from '../app/places'
import { kept } from '../cases/drafts'
import type { ForumAuthor, ForumThread } from '../core/port'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Banner, Card, Ltr } from '../ui/parts'
import { Aside } from './aside'
import { useAsked } from './asked'
import { AsLogged } from './heads'
import { useArrived, useMoved } from './live'
import { useMarks } from './marks'
import { NotThere, Who } from './parts'
import { StatePath } from './path'
import { Post, type Reading } from './post'
import { Prose } from './prose'
import { Composer } from './composer'
import { say, TEXT_CHARS_MAX } from './say'
import { Steady } from './steady'
import { Tags } from './tags'
import { Turns } from './turns'
import { When } from './when'
import { CEILING, sameAuthor, shut, space, state } from './words'

export function Question({ id, own: before }: { id: string, own: ForumAuthor | undefined }): ReactNode {
  const text = useText()
  const { edition } = useHub()
  const moved = useMoved(id)
  const came = useAsked('forum-thread', { thread: id }, edition + moved)
  const thread = came.value
  const own = thread?.own ?? before
  const marks = useMarks(own)
  const title = thread?.posts[0]?.title ?? (thread === null ? text.t('forum.title') : text.t('forum.titleless'))
  const last = marks.changes.filter((one) => one.thread === id).at(-1)?.seq
  useEffect(() => { document.title = `${title} – Hublink` }, [title])
  useEffect(() => { if (thread !== null) marks.read(id) }, [thread, id, last, marks.read])
  const handles = useMemo(() => new Set(thread?.posts.map((post) => post.author.handle) ?? []), [thread])
  const others = thread?.posts.filter((post) => !sameAuthor(post.author, own)).map((post) => post.id) ?? null
  const { arrived, looked } = useArrived(others)
  if (thread === null) {
    return came.refused === '' ? <div className="card" data-loading=""><Grey /></div> : (
      <>
        <p className="small path"><a href={address({ room: 'forum', part: 'list' })}>{text.t('forum.title')}</a></p>
        <h1>{text.t('forum.title')}</h1>
        <NotThere refused={came.refused} again={came.again} />
      </>
    )
  }
  const reading: Reading = { thread, own, handles, marks, arrived, again: came.again }
  return (
    <article className="stack wide-gap" data-question={id} data-state={thread.state}>
      <Head thread={thread} own={own} />
      {came.refused !== '' && <NotThere refused={came.refused} again={came.again} />}
      <Notices thread={thread} />
      <AsLogged thread={thread} />
      <StatePath thread={thread} />
      <Steps reading={reading} />
      <Steady>
        <div className="columns side">
          <div className="stack wide-gap"><Posts reading={reading} /><Answer reading={reading} /></div>
          <Aside reading={reading} />
        </div>
      </Steady>
      <Arrived ids={arrived} looked={looked} />
    </article>
  )
}

function Head({ thread, own }: { thread: ForumThread, own: ForumAuthor | undefined }): ReactNode {
  const text = useText()
  const question = thread.posts[0]
  const ceiling = thread.space === '' ? undefined : CEILING[thread.space]
  return (
    <div className="head">
      <div className="grow stack tight">
        <nav className="small path" aria-label={text.t('listing.path')}><a href={address({ room: 'forum', part: 'list' })}>{text.t('forum.title')}</a><span className="soft">/ {space(text, thread.space)}</span></nav>
        <h1 lang={question?.language} dir="auto">{question?.title ?? text.t('forum.titleless')}</h1>
        <div className="row wrap">
          {ceiling && <span className={`tlp tlp-${ceiling}`}><Ltr>{`TLP:${ceiling.toUpperCase()}`}</Ltr></span>}
          <Tags thread={thread} />
          <span className="small soft">{text.t('forum.openSpace')}</span>
        </div>
      </div>
      {own !== undefined && <a className="button" href={address({ room: 'forum', part: 'ask' })}><Icon name="plus" />{text.t('forum.ask')}</a>}
    </div>
  )
}

function Notices({ thread }: { thread: ForumThread }): ReactNode {
  const text = useText()
  const locked = thread.turns.filter((turn) => turn.step === 'lock').at(-1)
  return (
    <>
      {thread.withheld.length > 0 && (
        <Banner tone="bad" icon="octagon" title={text.t('forum.withheld', { count: thread.withheld.length })}><p>{text.t('forum.withheld.text')}</p></Banner>
      )}
      {thread.refused.length > 0 && (
        <Banner tone="bad" icon="octagon" title={text.t('forum.refused', { count: thread.refused.length })}>
          <p>{text.t('forum.refused.text')}</p>
          <ul className="small">{thread.refused.map((one) => <li key={one.seq} data-refused={one.reason}><Ltr mono>{one.seq}</Ltr> {text.t('app.refused.code', { code: one.reason })}</li>)}</ul>
        </Banner>
      )}
      {thread.locked && (
        <Banner tone="warn" icon="lock" title={text.t('forum.locked')}>
          <p>{text.t('forum.locked.text', { who: locked?.author.handle ?? '' })} {locked?.words !== undefined && <bdi dir="auto">{locked.words}</bdi>}</p></Banner>
      )}
      {thread.state === 'duplicate' && thread.duplicateOf !== undefined && (
        <Banner tone="info" icon="copy" title={text.t('forum.duplicate')}><p><a href={address({ room: 'question', id: thread.duplicateOf })}>{text.t('forum.duplicate.open')}</a></p></Banner>
      )}
      {thread.state === 'obsolete' && <Banner tone="warn" icon="clock" title={text.t('forum.obsolete')} />}
      {thread.state === 'stale' && <Banner tone="warn" icon="clock" title={text.t('forum.stale')} />}
    </>
  )
}

function Steps({ reading: { thread, own, again } }: { reading: Reading }): ReactNode {
  const text = useText()
  const said = thread.turns.filter((turn) => (turn.step === 'ask' || turn.step === 'inform') && turn.words !== undefined)
  return (
    <>
      {said.length > 0 && (
        <ul className="stack tight">{said.map((turn, i) => (
          <li key={i} className="said" data-said={turn.step}><Icon name="quote" /><div className="stack tight grow"><p className="row wrap small"><b>{state(text, turn.step === 'ask' ? 'needs-info' : 'informed')}</b><Who author={turn.author} /><span className="soft"><When at={turn.time} /></span></p>
            <Prose text={turn.words ?? ''} /></div></li>
        ))}</ul>
      )}
      {/* It stays when there is nothing to do any more: words that were begun are still in it. */}
      {own !== undefined && <section className="stack tight steps" aria-label={text.t('forum.actions')}><Turns thread={thread} steps={thread.may} again={again} /></section>}
    </>
  )
}

// What was begun before somebody locked the question stays in its field; it says that it cannot go out.
function Answer({ reading: { thread, own, handles, again } }: { reading: Reading }): ReactNode {
  const text = useText()
  const question = thread.posts[0]
  const [begun] = useState(() => kept<string>(`forum answer ${thread.thread}`).get() !== undefined)
  const [was] = useState(!shut(thread))
  if (own === undefined || question === undefined || (shut(thread) && !was && !begun)) return null
  return (
    <Card title={text.t('forum.answer.write')} icon="pen">
      <Composer name={`answer ${thread.thread}`} label={text.t('forum.text')} max={TEXT_CHARS_MAX} rows={5} handles={handles}
        send={async (words) => {
          const refused = await say({ kind: 'answer', thread: thread.thread, follows: question.digest, body: { text: words } })
          again()
          return refused
        }} />
    </Card>
  )
}

// Where one reads, nothing changes its place because somebody votes: the order is that of the moment when the question was opened.
function Posts({ reading }: { reading: Reading }): ReactNode {
  const { thread } = reading
  const places = useRef(new Map<string, number>())
  const [question, ...others] = thread.posts
  const answers = others.filter((post) => post.form === 'answer').sort((a, b) => b.votes - a.votes || a.time - b.time)
  for (const post of answers) if (!places.current.has(post.id)) places.current.set(post.id, places.current.size)
  const place = (id: string): number => (id === thread.accepted ? -1 : places.current.get(id) ?? 0)
  answers.sort((a, b) => place(a.id) - place(b.id))
  return (
    <>
      {[...(question === undefined ? [] : [question]), ...answers].map((post) => <Post key={post.id} post={post} accepted={post.id === thread.accepted} {...reading} />)}
    </>
  )
}

/** What came while one reads is said at the foot of the window, where it moves nothing. */
function Arrived({ ids, looked }: { ids: string[], looked: () => void }): ReactNode {
  const text = useText()
  const first = ids[0]
  const show = (): void => {
    const post = document.querySelector<HTMLElement>(`[data-post="${first}"]`)
    post?.scrollIntoView({ block: 'center' })
    post?.focus({ preventScroll: true })
    looked()
  }
  return (
    <div className="arrived" role="status" data-arrived={ids.length}>
      {first !== undefined && <p className="row wrap small"><Icon name="forum" />{text.t('forum.arrived', { count: ids.length })}<Button className="button button-small" onPress={show}>{text.t('forum.arrived.show')}</Button></p>}
    </div>
  )
}
