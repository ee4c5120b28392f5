// The directory's answer to one question, asked anew when the question or the directory has changed. An older answer never takes the
// place of a newer one.
import { useEffect, useState } from 'react'
import type { Answered, Question } from '../core/port'
import { hub } from './hub'

/** @param question null: nothing is asked. @param edition asked again when it changes, for the directory has */
export function useAnswer(question: Question | null, edition = 0): Answered | null {
  const [answer, show] = useState<Answered | null>(null)
  const asked = question === null ? '' : JSON.stringify(question)
  useEffect(() => {
    let current = true
    if (asked === '') show(null)
    else void hub.port.ask({ ask: 'find', of: [JSON.parse(asked) as Question] }).then((came) => { if (current && came.refused === undefined) show(came.value) })
    return () => { current = false }
  }, [asked, edition])
  return answer
}
