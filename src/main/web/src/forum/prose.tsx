// Somebody's words on the screen. Built from our own tree alone: there is no way from a text to markup.
import { memo, useMemo, type ReactNode } from 'react'
import { useText, type Texts } from '../i18n/text'
import { read, type Piece } from './markdown'

export const Prose = memo(function Prose({ text: said, language, handles }: { text: string, language?: string | undefined, handles?: ReadonlySet<string> | undefined }): ReactNode {
  const text = useText()
  const pieces = useMemo(() => read(said, handles), [said, handles])
  return <div className="prose" lang={language}>{all(pieces, text)}</div>
})

function all(pieces: Piece[], text: Texts): ReactNode {
  return pieces.map((piece, i) => <One key={i} piece={piece} text={text} />)
}

function One({ piece, text }: { piece: Piece, text: Texts }): ReactNode {
  switch (piece.kind) {
    case 'text': return piece.text
    case 'code': return <code dir="ltr">{piece.text}</code>
    case 'unseen': return <span className="unseen" dir="ltr">{piece.code}</span>
    case 'mention': return <b className="mention"><bdi dir="ltr">@{piece.handle}</bdi></b>
    case 'break': return <br />
    case 'rule': return <hr />
    case 'p': return <p dir="auto">{all(piece.of, text)}</p>
    case 'head': return <p dir="auto" className="prose-head">{all(piece.of, text)}</p>
    case 'em': return <em>{all(piece.of, text)}</em>
    case 'strong': return <strong>{all(piece.of, text)}</strong>
    case 'quote': return <blockquote dir="auto">{all(piece.of, text)}</blockquote>
    case 'item': return <li dir="auto">{all(piece.of, text)}</li>
    case 'list': return piece.start === null ? <ul dir="auto">{all(piece.of, text)}</ul> : <ol dir="auto" start={piece.start}>{all(piece.of, text)}</ol>
    case 'pre': return <pre dir="ltr" tabIndex={0} role="group" aria-label={text.t('forum.code')}><code>{all(piece.of, text)}</code></pre>
    case 'link': return (
      <><a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">{all(piece.of, text)}</a> <span className="host">(<bdi dir="ltr">{piece.host}</bdi>)</span></>
    )
    case 'dead': return <>{all(piece.of, text)} <span className="host" data-dead="">({text.t('forum.link.dead')}: <bdi dir="ltr">{piece.address.slice(0, 200)}</bdi>)</span></>
    case 'image': return <span className="host" data-image="">{text.t('forum.image', { alt: piece.alt.slice(0, 200) })}</span>
  }
}
