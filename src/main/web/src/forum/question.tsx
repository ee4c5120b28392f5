// One question and all that was said to it. Each post and each turn shown was proved here, act by act; what was not is shown as
// refused with its reason, and what a moderator took away keeps its place. Votes and order are the server's word.
import { useEffect, useMemo, useState, type ReactNode } from 'react'
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
import { useMarks } from './marks'
import { NotThere, Who } from './parts'
import { StatePath } from './path'
import { Post, When, type Reading } from './post'
import { Prose } from './prose'
import { Composer } from './composer'
import { say, TEXT_CHARS_MAX } from './say'
import { onThread, shut } from './steps'
import { Turns } from './turns'
import { CEILING, space, state, tag } from './words'

export function Question({ id, own: before }: { id: string, own: ForumAuthor | undefined }): ReactNode {
  const text = useText()
  const { edition } = useHub()
  const came = useAsked('forum-thread', { thread: id }, edition)
  const thread = came.value
  const own = thread?.own ?? before
  const marks = useMarks(own)
  const title = thread?.posts[0]?.title ?? (thread === null ? text.t('forum.title') : text.t('forum.titleless'))
  const last = marks.changes.filter((one) => one.thread === id).at(-1)?.seq
  useEffect(() => { document.title = `${title} – Hublink` }, [title])
  useEffect(() => { if (thread !== null) marks.read(id) }, [thread, id, last, marks.read])
  const handles = useMemo(() => new Set(thread?.posts.map((post) => post.author.handle) ?? []), [thread])
  if (thread === null) {
    return came.refused === '' ? <div className="card" data-loading=""><Grey /></div> : (
      <>
        <p className="small path"><a href={address({ room: 'forum', part: 'list' })}>{text.t('forum.title')}</a></p>
        <h1>{text.t('forum.title')}</h1>
        <NotThere refused={came.refused} again={came.again} />
      </>
    )
  }
  const reading: Reading = { thread, own, handles, marks, again: came.again }
  return (
    <article className="stack wide-gap" data-question={id} data-state={thread.state}>
      <Head thread={thread} own={own} />
      {came.refused !== '' && <NotThere refused={came.refused} again={came.again} />}
      <Notices thread={thread} />
      <StatePath thread={thread} />
      <Steps reading={reading} />
      <div className="columns side">
        <div className="stack wide-gap"><Posts reading={reading} /><Answer reading={reading} /></div>
        <Aside reading={reading} />
      </div>
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
          {question?.tags.map((one) => <span key={one} className="chip">{tag(text, one)}</span>)}
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
  const steps = onThread(thread, own)
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
      {own !== undefined && <section className="stack tight steps" aria-label={text.t('forum.actions')}><Turns thread={thread} steps={steps} again={again} /></section>}
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

function Posts({ reading }: { reading: Reading }): ReactNode {
  const { thread } = reading
  const [question, ...others] = thread.posts
  const answers = others.filter((post) => post.form === 'answer')
  const accepted = answers.find((post) => post.id === thread.accepted)
  const rest = answers.filter((post) => post !== accepted).sort((a, b) => b.votes - a.votes || a.time - b.time)
  return (
    <>
      {question && <Post post={question} {...reading} />}
      {accepted && <Post post={accepted} accepted {...reading} />}
      {rest.map((post) => <Post key={post.id} post={post} {...reading} />)}
    </>
  )
}
