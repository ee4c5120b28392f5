// The passkey of this device: added to the vault that is open, or taken away from it.
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { hub, useHub } from '../app/hub'
import { useText } from '../i18n/text'
import { Icon } from '../ui/icon'

// After that, asking again would change nothing: this device's passkeys cannot do it.
const CANNOT = 'passkey-without-prf'

export default function Passkey({ onClose }: { onClose: () => void }): ReactNode {
  const text = useText()
  const { kept, passkeys } = useHub()
  const [busy, setBusy] = useState(false)
  const [refused, refuse] = useState('')
  const [removed, setRemoved] = useState(false)
  const has = kept?.passkey !== undefined
  const close = useRef<HTMLButtonElement>(null)
  useEffect(() => { if (refused === CANNOT) close.current?.focus() }, [refused])
  const act = async (wanted: () => Promise<string | null | void>, after: boolean): Promise<void> => {
    setBusy(true)
    refuse('')
    setRemoved(false)
    const code = (await wanted()) ?? ''
    setBusy(false)
    refuse(code)
    setRemoved(after && code === '')
  }
  return (
    <ModalOverlay className="veil" isOpen isDismissable={!busy} onOpenChange={(open) => { if (!open && !busy) onClose() }}>
      <Modal className="modal">
        <Dialog className="dialog" data-passkeys={busy ? 'busy' : has ? 'added' : 'none'}>
          <header>
            <Heading slot="title">{text.t('passkey.title')}</Heading>
            <Button className="square" aria-label={text.t('app.close')} isDisabled={busy} onPress={onClose}><Icon name="close" /></Button>
          </header>
          <p>{has ? text.t('passkey.has') : text.t('passkey.text')}</p>
          <p className="small soft">{text.t('passkey.stays')}</p>
          <p className="row start"><Icon name="warning" /><span>{text.t('passkey.warns')}</span></p>
          <div role="status">
            {busy && <p className="row"><Icon name="clock" />{text.t('passkey.waits')}</p>}
            {removed && <p className="row start"><Icon name="tick" /><span>{text.t('passkey.removed')}</span></p>}
          </div>
          {refused !== '' && (
            <p className="error" role="alert"><Icon name="octagon" />{text.maybe(`passkey.why.${refused.replace('passkey-', '')}`, 'passkey.failed', { code: refused })}</p>
          )}
          <div className="row wrap">
            {/* One button in both states, so that it keeps the focus. */}
            {has ? <Button className="button button-danger" data-remove="" isPending={busy} onPress={() => void act(() => hub.forgetPasskey(), true)}><Icon name="close" />{text.t('passkey.remove')}</Button>
              : passkeys && refused !== CANNOT && <Button className="button button-main" data-add="" isPending={busy} onPress={() => void act(() => hub.addPasskey(), false)}><Icon name="key" />{text.t('passkey.add')}</Button>}
            <Button ref={close} className="button" isDisabled={busy} onPress={onClose}>{text.t('app.close')}</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
