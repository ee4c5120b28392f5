// A moment as an author says it, in UTC.
import type { ReactNode } from 'react'
import { useText } from '../i18n/text'
import { Ltr } from '../ui/parts'

export function When({ at }: { at: number }): ReactNode {
  const text = useText()
  return <>{text.date(at)} <Ltr>{text.t('app.utc', { time: text.clock(at) })}</Ltr></>
}
