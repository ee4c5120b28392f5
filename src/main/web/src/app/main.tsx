import '../ui/style.css'
import { lazy, StrictMode, Suspense, useEffect, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { firstLanguage } from '../i18n/languages'
import { TextProvider, useText } from '../i18n/text'
import { Unlock } from '../officers/unlock'
import { hub, useHub } from './hub'
import { showTheme } from './theme'

const rooms = (): Promise<{ default: () => ReactNode }> => import('./shell')
const Shell = lazy(rooms)

function Page(): ReactNode {
  const text = useText()
  const { phase } = useHub()
  useEffect(() => {
    // While the passphrase is typed, what comes after it is fetched.
    if (phase === 'locked') {
      hub.port.warm()
      void rooms()
    }
  }, [phase])
  return (
    <>
      {hub.demo && <div className="demo" role="region" aria-label="Demo">{text.t('app.demo')}</div>}
      {phase === 'open' ? <Suspense fallback={null}><Shell /></Suspense> : <Unlock />}
    </>
  )
}

showTheme()
const root = document.getElementById('root')
if (root === null) throw new Error('no root')
createRoot(root).render(<StrictMode><TextProvider first={firstLanguage()}><Page /></TextProvider></StrictMode>)
