// What is signed cannot be unsigned: a summary first, Enter confirms, Escape goes back and loses nothing.
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useText } from '../i18n/text'
import { Icon, type IconName } from './icon'

export interface Question { title: string, children?: ReactNode, action: string, icon: IconName, grave?: boolean, run: () => Promise<void> }

export function Confirm({ question, onClose }: { question: Question, onClose: () => void }): ReactNode {
  const text = useText()
  const [busy, setBusy] = useState(false)
  const yes = async (): Promise<void> => {
    setBusy(true)
    await question.run()
    onClose()
  }
  return (
    <ModalOverlay className="veil" isOpen isDismissable={!busy} onOpenChange={(open) => { if (!open && !busy) onClose() }}>
      <Modal className="modal">
        <Dialog className="dialog" role="alertdialog">
          <header><Heading slot="title">{question.title}</Heading></header>
          {question.children}
          <div className="row wrap">
            <Button autoFocus className={question.grave ? 'button button-alarm' : 'button button-main'} data-confirm="" isDisabled={busy} onPress={() => void yes()}>
              <Icon name={question.icon} />{busy ? text.t('request.sending') : question.action}
            </Button>
            <Button className="button" isDisabled={busy} onPress={onClose}>{text.t('app.back')}</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
