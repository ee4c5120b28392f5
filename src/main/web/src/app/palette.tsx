// Ctrl K: desks, cases and commands by a few letters. All of it is asked of this device alone; the first hit is Enter.
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { CLOSED, other } from '../cases/list'
import { useText } from '../i18n/text'
import { Icon, type IconName } from '../ui/icon'
import { Ltr } from '../ui/parts'
import { useAnswer } from './answer'
import { hub, useHub } from './hub'
import { go, type Place } from './places'

const DESKS_MAX = 6
const CASES_MAX = 6
const TYPED_CHARS_MAX = 120

interface Hit { key: string, icon: IconName, words: string, id?: string, keys?: string, run: () => void }

export default function Palette({ onClose }: { onClose: () => void }): ReactNode {
  const text = useText()
  const { owner, cases } = useHub()
  const [typed, type] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()
  const found = useAnswer(typed.trim() === '' ? null : { text: typed, facets: [], own: owner?.country ?? '', languages: owner?.languages ?? [], from: 0, limit: DESKS_MAX })
  const to = (place: Place) => (): void => go(place)
  const commands: Hit[] = [
    ...(owner?.kind === 'operator' ? [{ key: 'office', icon: 'shieldPerson' as const, words: text.t('app.keys.office'), keys: 'g a', run: to({ room: 'office', tab: 'signatures' }) }]
      : [{ key: 'desk', icon: 'home' as const, words: text.t('app.keys.desk'), keys: 'g h', run: to({ room: 'desk' }) },
        { key: 'forum', icon: 'forum' as const, words: text.t('app.keys.forum'), keys: 'g f', run: to({ room: 'forum', part: 'list' }) }]),
    { key: 'directory', icon: 'book', words: text.t('app.keys.directory'), keys: 'g d', run: to({ room: 'directory' }) },
    { key: 'log', icon: 'tree', words: text.t('app.keys.log'), keys: 'g l', run: to({ room: 'log' }) },
    { key: 'lock', icon: 'lock', words: text.t('app.lock'), keys: 'l l', run: () => hub.lock() },
  ]
  const wanted = typed.trim().toLocaleLowerCase()
  const fits = (words: string): boolean => wanted === '' || words.toLocaleLowerCase().includes(wanted)
  const open = (cases?.conversations ?? []).filter((one) => !CLOSED.includes(one.state)).map((one): Hit => ({
    key: one.id, icon: 'inbox', words: one.request ? text.code('measures', one.request.measure) : text.t('cases.case'), id: `${other(one)} ${one.id.slice(0, 8)}`, run: to({ room: 'case', id: one.id }),
  }))
  const hits: Hit[] = [
    ...(found?.hits ?? []).map((one): Hit => ({ key: one.id, icon: 'mast', words: one.unit.own, id: one.id, run: to({ room: 'listing', id: one.id }) })),
    ...open.filter((one) => fits(`${one.words} ${one.id}`)).slice(0, CASES_MAX), ...commands.filter((one) => fits(one.words)),
  ]
  const chosen = Math.min(at, hits.length - 1)
  const take = (hit: Hit | undefined): void => {
    if (hit === undefined) return
    onClose()
    hit.run()
  }
  const key = (e: KeyboardEvent): void => {
    if (e.nativeEvent.isComposing) return
    if (e.key === 'ArrowDown') setAt((chosen + 1) % Math.max(1, hits.length))
    else if (e.key === 'ArrowUp') setAt((chosen - 1 + hits.length) % Math.max(1, hits.length))
    else if (e.key === 'Enter') take(hits[chosen])
    else return
    e.preventDefault()
  }
  return (
    <ModalOverlay className="veil top-veil" isOpen isDismissable onOpenChange={(now) => { if (!now) onClose() }}>
      <Modal className="modal">
        <Dialog className="dialog" aria-label={text.t('app.palette')}>
          <label className="search"><Icon name="search" /><input autoFocus role="combobox" aria-expanded="true" aria-controls={list} aria-autocomplete="list" aria-label={text.t('app.palette')}
            {...(hits[chosen] ? { 'aria-activedescendant': `${list}-${chosen}` } : {})} maxLength={TYPED_CHARS_MAX} dir="auto" value={typed} onKeyDown={key}
            onChange={(e) => { type(e.target.value); setAt(0) }} /></label>
          <ul className="menu" id={list} role="listbox" aria-label={text.t('app.palette')}>
            {hits.map((hit, i) => (
              <li key={hit.key} id={`${list}-${i}`} role="option" aria-selected={i === chosen} className={i === chosen ? 'hit on' : 'hit'} data-hit={hit.key} onClick={() => take(hit)}>
                <Icon name={hit.icon} /><span className="grow"><bdi>{hit.words}</bdi> {hit.id && <span className="soft"><Ltr mono>{hit.id}</Ltr></span>}</span>{hit.keys && <kbd>{hit.keys}</kbd>}
              </li>
            ))}
          </ul>
          {hits.length === 0 && <p className="soft" role="status">{text.t('app.palette.none')}</p>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
