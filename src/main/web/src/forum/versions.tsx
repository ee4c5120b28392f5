// What an edited post said before: each version is an act of its own, whose signature was proved like the newest's.
import type { ReactNode } from 'react'
import { address } from '../app/places'
import type { ForumPost, ForumVersion } from '../core/port'
import { useText } from '../i18n/text'
import { Difference } from '../office/changes'
import { Icon } from '../ui/icon'
import { Prose } from './prose'
import { When } from './when'
import { tag } from './words'

export function Earlier({ post, language }: { post: ForumPost, language: string | undefined }): ReactNode {
  const text = useText()
  if (post.earlier.length === 0) return null
  const all: ForumVersion['body'][] = [...post.earlier.map((one) => one.body), post]
  const lines = (body: ForumVersion['body'] | undefined): string[] => [
    ...(body?.title === undefined ? [] : [body.title]), ...(body?.tags ?? []).map((one) => tag(text, one)), ...(body?.text ?? '').split('\n').filter((line) => line.trim() !== ''),
  ]
  return (
    <details data-earlier={post.earlier.length}>
      <summary className="small">{text.t('forum.earlier', { count: post.earlier.length })}</summary>
      <ol className="earlier">{post.earlier.map((one, i) => (
        <li key={i} className="stack tight">
          <p className="proof-line"><b><Icon name="shield" />{text.t('forum.signedBy', { who: post.author.handle })}</b><span><When at={one.time} /></span><a href={address({ room: 'leaf', id: String(one.leaf) })}>{text.t('forum.leaf', { leaf: one.leaf })}</a></p>
          <div lang={language}><Difference before={lines(one.body)} now={lines(all[i + 1])} /></div>
          <details><summary className="small">{text.t('forum.earlier.whole')}</summary>{one.body.title !== undefined && <p dir="auto"><b>{one.body.title}</b></p>}<Prose text={one.body.text} language={language} /></details>
        </li>
      )).reverse()}</ol>
    </details>
  )
}
