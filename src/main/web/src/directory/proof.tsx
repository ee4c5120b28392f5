// Why a listing may be believed: one line, which opens into the chain of seven links, each with its own result.
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useNow } from '../app/shell'
import type { ListingProof, ProofStep, ProofStepName } from '../core/port'
import { useText, type Texts } from '../i18n/text'
import { Icon, type IconName } from '../ui/icon'
import { Ltr } from '../ui/parts'

type Timed = ListingProof & { millis: number }
const ICONS: Record<ProofStepName, IconName> = {
  root: 'key', authority: 'shieldPerson', manifest: 'pen', listing: 'file', leaf: 'tree', checkpoint: 'eye', revocation: 'tick',
}

export function ProofLine({ proof, open, onOpen }: { proof: Timed | null, open: boolean, onOpen: (open: boolean) => void }): ReactNode {
  const text = useText()
  if (proof === null) return <div className="proof-line"><span className="grey-line" /></div>
  const step = (name: ProofStepName): ProofStep | undefined => proof.steps.find((one) => one.step === name)
  const proved = proof.steps.every((one) => one.result === 'trusted')
  const button = (
    <Button className="button button-small" aria-expanded={open} aria-controls="proof" onPress={() => onOpen(!open)}>
      <Icon name={open ? 'up' : 'down'} />{open ? text.t('proof.hide') : text.t('proof.show')}
    </Button>
  )
  if (!proved) return <div className="proof-line proof-broken"><b><Icon name="octagon" />{text.t('proof.broken')}</b>{button}</div>
  return (
    <div className="proof-line">
      <b><Icon name="shield" />{text.t('proof.signed', {
        state: text.state(proof.country), count: step('manifest')?.persons?.length ?? 0, needed: step('authority')?.needed ?? 0,
      })}</b>
      <span>{text.t('proof.leaf', { leaf: step('leaf')?.leaf ?? 0 })}</span><span>{text.t('proof.free')}</span>{button}
    </div>
  )
}

function words(step: ProofStep, state: string, code: string, text: Texts, now: number): { title: string, said: string, result: string } {
  const version = step.version ?? 0
  switch (step.step) {
    case 'root': return {
      title: text.t('proof.root', { version }), said: text.t('proof.root.text', { needed: step.needed ?? 0, of: step.of ?? 0 }),
      result: text.t('proof.until', { date: text.date(step.expires ?? 0) }),
    }
    case 'authority': return {
      title: text.t('proof.authority', { state }),
      said: text.t('proof.authority.text', { needed: step.needed ?? 0, of: step.of ?? 0, code }),
      result: text.t('proof.until', { date: text.date(step.expires ?? 0) }),
    }
    case 'manifest': return {
      title: text.t('proof.manifest', { version, state }),
      said: text.t('proof.manifest.text', {
        persons: text.list(step.persons ?? []), date: text.date(step.issued ?? 0), listings: step.listings ?? 0,
      }),
      result: text.t('proof.proved'),
    }
    case 'listing': return {
      title: text.t('proof.listing', { version }), said: text.t('proof.listing.text'), result: text.t('proof.equal'),
    }
    case 'leaf': return {
      title: text.t('proof.step.leaf', { leaf: step.leaf ?? 0 }), said: text.t('proof.step.leaf.text', { hashes: step.hashes ?? 0 }),
      result: text.t('proof.proved'),
    }
    case 'checkpoint': return {
      title: text.t('proof.checkpoint', { size: step.size ?? 0 }), said: text.t('proof.checkpoint.text'),
      result: text.ago(now - (step.cosignedAt ?? 0)),
    }
    case 'revocation': return {
      title: text.t('proof.revocation'), said: text.t('proof.revocation.text', { size: step.size ?? 0 }), result: text.t('proof.none'),
    }
  }
}

export function ProofChain({ proof, onClose }: { proof: Timed, onClose: () => void }): ReactNode {
  const text = useText()
  const state = text.state(proof.country)
  const now = useNow(20)
  const digest = proof.steps.find((step) => step.step === 'listing')?.digest ?? ''
  return (
    <aside className="card chain" id="proof" aria-label={text.t('proof.title')}>
      <header>
        <Icon name="shield" /><h2>{text.t('proof.title')}</h2>
        <Button className="square" aria-label={text.t('proof.hide')} onPress={onClose}><Icon name="close" /></Button>
      </header>
      <div className="inside">
        <p className="small soft">{text.t('proof.checked', { time: text.clock(proof.checkedAt, 'UTC', true), millis: proof.millis })}</p>
        <ol>
          {proof.steps.map((step) => {
            const said = words(step, state, proof.country, text, now)
            const holds = step.result === 'trusted'
            return (
              <li key={step.step} data-step={step.step} data-result={step.result} className={holds ? '' : 'fails'}>
                <span className="link"><Icon name={holds ? ICONS[step.step] : 'octagon'} /></span>
                <div>
                  <div className="row between"><b>{said.title}</b><span className="small soft">{holds ? said.result : text.t('proof.failed', { code: step.result })}</span></div>
                  <p className="small soft">{said.said}</p>
                </div>
              </li>
            )
          })}
        </ol>
        <p className="small"><Ltr mono>{`sha256 ${digest.replace(/(.{4})(?=.)/g, '$1 ')}`}</Ltr></p>
      </div>
    </aside>
  )
}
