// One post: who says it, who vouches for him, his words, and what was done about it.
import type { ReactNode } from 'react'
import { address } from '../app/places'
import type { ForumAuthor, ForumPost, ForumThread } from '../core/port'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { Chip } from '../ui/parts'
import type { Marks } from './marks'
import { Who } from './parts'
import { Prose } from './prose'
import { Tools, Vote } from './tools'
import { Earlier } from './versions'
import { When } from './when'
import { isModerator, reason, sameAuthor } from './words'

/** What every part of an open question needs. */
export interface Reading {
  thread: ForumThread
  own: ForumAuthor | undefined
  handles: ReadonlySet<string>
  marks: Marks
  /** Posts that came while one looks. */
  arrived: string[]
  /** Reads the thread anew. */
  again: () => void
}

export function Post({ post, accepted = false, ...reading }: Reading & { post: ForumPost, accepted?: boolean }): ReactNode {
  const text = useText()
  const { thread } = reading
  const comments = thread.posts.filter((one) => one.form === 'comment' && one.on === post.id)
  const verified = post.verified.length > 0
  return (
    <section className={accepted ? 'card proved' : 'card'} tabIndex={-1} data-post={post.id} data-form={post.form} data-fate={post.fate} {...(accepted ? { 'data-accepted': '' } : {})}>
      {accepted ? (
        <header className="good"><Icon name="tick" /><h2>{text.t('forum.accepted')}</h2>{verified && <Chip icon="shield" tone="ok">{text.t('forum.verified')}</Chip>}</header>
      ) : <h2 className="hidden">{text.t(post.form === 'question' ? 'forum.question' : 'forum.answer')}</h2>}
      <div className="inside post">
        <Vote post={post} {...reading} />
        <div className="stack">
          <p className="row wrap small"><Fresh post={post} {...reading} /><Who author={post.author} topics={post.form === 'answer'} />{post.fate !== 'removed' && <span className="soft"><When at={post.time} /></span>}
            {!accepted && verified && <Chip icon="shield" tone="ok">{text.t('forum.verified')}</Chip>}</p>
          <Words post={post} {...reading} />
          <ProofOf post={post} {...reading} />
          {post.verified.map((turn, i) => (
            <div key={i} className="said proved" data-verified=""><p className="small row wrap"><Who author={turn.author} /><span>{text.t('forum.verified.by')} <When at={turn.time} /></span>
              {turn.words !== undefined && <bdi dir="auto">{turn.words}</bdi>}</p></div>
          ))}
          <Tools post={post} {...reading} />
          {comments.length > 0 && <ul className="comments" aria-label={text.t('forum.comments')}>{comments.map((one) => <li key={one.id} tabIndex={-1} data-post={one.id} data-form="comment" data-fate={one.fate}><Comment post={one} {...reading} /></li>)}</ul>}
        </div>
      </div>
    </section>
  )
}

function Fresh({ post, arrived }: Reading & { post: ForumPost }): ReactNode {
  const text = useText()
  return arrived.includes(post.id) && <Chip tone="accent">{text.t('forum.new')}</Chip>
}

function Comment({ post, ...reading }: Reading & { post: ForumPost }): ReactNode {
  return (
    <div className="stack tight">
      <p className="row wrap small"><Fresh post={post} {...reading} /><Who author={post.author} />{post.fate !== 'removed' && <span className="soft"><When at={post.time} /></span>}</p>
      <Words post={post} {...reading} />
      <ProofOf post={post} {...reading} />
      <Tools post={post} {...reading} />
    </div>
  )
}

/** Its words, or the place that they left and who decided so. */
function Words({ post, handles, thread, own }: Reading & { post: ForumPost }): ReactNode {
  const text = useText()
  const mine = sameAuthor(own, post.author)
  const withheld = thread.withheld.includes(post.id)
  const decision = post.decision
  const gone = decision !== undefined && post.fate !== 'shown'
  return (
    <>
      {withheld && <p className="error"><Icon name="octagon" />{text.t('forum.withheld.one')}</p>}
      {decision !== undefined && (
        <div className={gone ? 'gone' : 'gone warned'} data-decision={decision.step}>
          <Icon name={gone ? 'eye' : 'warning'} />
          <p className="small"><b>{text.t(post.fate === 'removed' ? 'forum.gone.removed' : post.fate === 'hidden' ? 'forum.gone.hidden' : decision.step === 'restore' ? 'forum.gone.restored' : 'forum.gone.warned')}</b>
            {' '}{decision.reason !== undefined && reason(text, decision.reason)} · <bdi dir="ltr">{decision.author.handle}</bdi>, <When at={decision.time} />
            {decision.words !== undefined && <> · <bdi dir="auto">{decision.words}</bdi></>}
            {post.appealed && <> · {text.t('forum.appealed')}</>}</p>
        </div>
      )}
      {post.fate === 'shown' && !withheld && <Prose text={post.text} language={post.language ?? thread.posts[0]?.language} handles={handles} />}
      {post.fate === 'hidden' && (mine || isModerator(own)) && (
        <details><summary className="small">{text.t('forum.hidden.show')}</summary><Prose text={post.text} language={thread.posts[0]?.language} handles={handles} /></details>
      )}
    </>
  )
}

function ProofOf({ post, thread, own }: Reading & { post: ForumPost }): ReactNode {
  const text = useText()
  if (post.fate === 'removed') return null
  const { author } = post
  const words = post.fate === 'shown' || sameAuthor(own, post.author) || isModerator(own)
  return (
    <>
    <p className="proof-line" data-proof="">
      <b><Icon name="shield" />{text.t('forum.signedBy', { who: author.handle })}</b>
      <span>{text.t('forum.vouched', { state: text.state(author.country), count: author.vouched.length })}</span>
      <a href={address({ room: 'leaf', id: String(author.leaf) })}>{text.t('forum.leaf', { leaf: author.leaf })}</a>
      <span>{post.earlier.length > 0 ? <>{text.t('forum.edited', { count: post.earlier.length })} <When at={post.edited} /></> : text.t('forum.notEdited')}</span>
      {post.sinceRevoked && <span className="warn">{text.t('forum.ended')}</span>}
    </p>
    {words && <Earlier post={post} language={thread.posts[0]?.language} />}
    </>
  )
}
