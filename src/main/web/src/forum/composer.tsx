// Where something is typed: Markdown beside its preview, what of it may not belong here, how much is left. The text stays in the field
// until it stands in the forum, whatever happens on the way.
import { useId, useMemo, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Checkbox } from 'react-aria-components/Checkbox'
import { kept } from '../cases/drafts'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { useSettled } from './asked'
import { detect } from './detect'
import { Prose } from './prose'
import { clean, problem, unturned } from './say'
import { why } from './words'

export interface Written { text: string, set: (text: string) => void, drop: () => void, restored: boolean }

/** What is typed under a name, kept sealed; too much of it is kept in the field alone. */
export function useWritten(name: string, max: number, first = ''): Written {
  const memory = kept<string>(name)
  const [before] = useState(() => memory.get())
  const [text, write] = useState(before ?? first)
  return {
    text, restored: before !== undefined && before !== '',
    set: (typed) => {
      write(typed)
      if (typed.length <= 2 * max) memory.keep(typed)
    },
    drop: () => {
      write('')
      memory.drop()
    },
  }
}

/** @param send signs and sends; empty, or why not */
export function Composer(props: {
  name: string, label: string, max: number, rows?: number, first?: string, action?: string, handles?: ReadonlySet<string>, before?: ReactNode
  /** More that is looked through with the text, such as a title. */
  beside?: string, lacks?: string, send: (text: string) => Promise<string>, onClose?: () => void
}): ReactNode {
  const text = useText()
  const id = useId()
  const written = useWritten(`forum ${props.name}`, props.max, props.first)
  const [shows, show] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, refuse] = useState('')
  const [sure, setSure] = useState('')
  const settled = useSettled(written.text, 300)
  const beside = useSettled(props.beside ?? '', 300)
  const found = useMemo(() => detect(`${beside}\n${settled}`), [beside, settled])
  const asked = found.map((one) => one.value).join(' ')
  const bad = problem(written.text, props.max)
  const say = async (): Promise<void> => {
    if (busy) return
    const now = detect(`${props.beside ?? ''}\n${written.text}`).map((one) => one.value).join(' ')
    if (props.lacks) return refuse(props.lacks)
    if (bad === 'empty') return refuse(text.t('forum.lacks.text'))
    if (bad === 'long') return refuse(text.t('forum.tooLong', { count: written.text.length - props.max }))
    if (bad !== '') return refuse(why(text, `forum.${bad}`))
    if (now !== '' && sure !== now) return refuse(text.t('forum.found'))
    setBusy(true)
    refuse('')
    const reason = await props.send(clean(written.text))
    setBusy(false)
    if (reason !== '') return refuse(why(text, reason))
    written.drop()
    props.onClose?.()
  }
  return (
    <form className="stack" data-composer={props.name.split(' ')[0]} noValidate onSubmit={(e) => { e.preventDefault(); void say() }}>
      {props.before}
      <div className="row between wrap">
        <label className="field" htmlFor={id}><span>{props.label}</span></label>
        <div className="editor-tabs" role="group" aria-label={props.label}>
          <Button className="button button-small" aria-pressed={!shows} onPress={() => show(false)}>{text.t('forum.write')}</Button>
          <Button className="button button-small" aria-pressed={shows} data-preview="" onPress={() => show(true)}>{text.t('forum.preview')}</Button>
        </div>
      </div>
      {shows && <div className="preview" data-shown="">{settled.trim() === '' ? <p className="soft">{text.t('forum.preview.none')}</p> : <Prose text={settled} handles={props.handles} />}</div>}
      <textarea className="input" id={id} hidden={shows} rows={props.rows ?? 4} {...(written.text === '' ? {} : { dir: 'auto' })} name={props.name.split(' ')[0]} placeholder={text.t('forum.placeholder')} aria-invalid={refused !== '' || bad === 'long'}
        aria-describedby={`${id}-left`} value={written.text} onChange={(e) => { refuse(''); written.set(e.target.value) }}
        onKeyDown={(e) => { if (e.key === 'Enter' && e.ctrlKey && !e.nativeEvent.isComposing) { e.preventDefault(); void say() } }} />
      <p id={`${id}-left`} className={bad === 'long' ? 'meter over' : 'meter'}>{text.t('forum.chars', { count: written.text.length, max: props.max })}</p>
      {found.length > 0 && (
        <div className="gone warned stack" role="status" data-found={found.length}>
          <p className="row"><Icon name="warning" /><b>{text.t('forum.found')}</b></p>
          <ul className="findings small">{found.map((one) => <li key={one.value}><b>{text.maybe(`forum.found.${one.kind}`, 'forum.other', { code: one.kind })}</b> <bdi dir="ltr" className="mono">{one.value}</bdi></li>)}</ul>
          <Checkbox className="check" data-sure="" isSelected={sure === asked} onChange={(on) => { setSure(on ? asked : ''); refuse('') }}><span className="box"><Icon name="tick" /></span><span>{text.t('forum.found.sure')}</span></Checkbox>
        </div>
      )}
      {refused !== '' && <p className="error" role="alert" data-why=""><Icon name="octagon" />{refused}</p>}
      {bad === 'bidi' && <div><Button className="button button-small" onPress={() => { refuse(''); written.set(unturned(written.text)) }}>{text.t('forum.unturn')}</Button></div>}
      <div className="row between wrap">
        <span className="small soft row"><Icon name="shield" />{text.t('forum.detects')}</span>
        <span className="row wrap">
          {props.onClose && <Button className="button button-quiet" onPress={props.onClose}>{text.t('app.back')}</Button>}
          <Button type="submit" className="button button-main" isDisabled={busy}><Icon name="pen" />{busy ? text.t('request.sending') : props.action ?? text.t('forum.sign')}</Button>
        </span>
      </div>
    </form>
  )
}
