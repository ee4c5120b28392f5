// Single letters as keys: never while something is typed, never with Ctrl, and they can be switched off (WCAG 2.1.4).
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Checkbox } from 'react-aria-components/Checkbox'
import { Dialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'
import { hub } from './hub'
import { go } from './places'

const OFF = 'hublink-keys-off'
const TWICE_MILLIS_MAX = 800

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

export function useKeys(help: () => void, palette: () => void, operator: boolean): void {
  useEffect(() => {
    let before = ''
    let at = 0
    const pressed = (e: KeyboardEvent): void => {
      if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k' && !e.shiftKey && !e.altKey && !e.isComposing) {
        e.preventDefault()
        if (!document.querySelector('[role=dialog], [role=alertdialog]')) palette()
        return
      }
      if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || typing(e.target) || document.querySelector('[role=dialog], [role=alertdialog]')) return
      if (localStorage.getItem(OFF) === 'yes' && e.key.length === 1) return
      const twice = e.timeStamp - at < TWICE_MILLIS_MAX
      const pair = twice ? before + e.key : e.key
      before = e.key
      at = e.timeStamp
      if (pair === 'gh') go({ room: 'desk' })
      else if (pair === 'gd') go({ room: 'directory' })
      else if (pair === 'gf' && !operator) go({ room: 'forum', part: 'list' })
      else if (pair === 'gl') go({ room: 'log' })
      else if (pair === 'ga' && operator) go({ room: 'office', tab: 'signatures' })
      else if (pair === 'll') hub.lock()
      else if (e.key === '?') help()
      else if (e.key === '/') {
        const search = document.querySelector<HTMLInputElement>('input[type=search]')
        if (search) search.focus()
        else go({ room: 'directory' })
      } else if (e.key === 'p') document.querySelector<HTMLButtonElement>('button[aria-controls=proof]')?.click()
      else return
      e.preventDefault()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [help, palette, operator])
}

export function Keys({ onClose }: { onClose: () => void }): ReactNode {
  const text = useText()
  const [on, setOn] = useState(localStorage.getItem(OFF) !== 'yes')
  const rows: [string, string][] = [
    ['Ctrl K', text.t('app.palette')], ['/', text.t('app.keys.search')], ['g h', text.t('app.keys.desk')], ['g d', text.t('app.keys.directory')],
    ['g f', text.t('app.keys.forum')], ['g l', text.t('app.keys.log')], ['g a', text.t('app.keys.office')],
    ['p', text.t('app.keys.proof')], ['l l', text.t('app.keys.lock')], ['?', text.t('app.keys.help')],
  ]
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={(open) => { if (!open) onClose() }}>
      <Modal className="modal">
        <Dialog className="dialog">
          <header>
            <Heading slot="title">{text.t('app.keys.title')}</Heading>
            <Button className="square" aria-label={text.t('app.close')} onPress={onClose}><Icon name="close" /></Button>
          </header>
          <dl className="key-list">{rows.map(([key, words]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{words}</dd></div>)}</dl>
          <Checkbox className="check" isSelected={on} onChange={(wanted) => {
            setOn(wanted)
            localStorage.setItem(OFF, wanted ? 'no' : 'yes')
          }}>
            <span className="box"><Icon name="tick" /></span><span>{text.t('app.keys.singleOn')}</span>
          </Checkbox>
          <p className="small soft">{text.t('app.keys.single')}</p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
