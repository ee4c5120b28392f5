// What is typed, before it is signed: the protocol's limits said in time, so that nothing is signed that nobody would take.
import { hub } from '../app/hub'
import type { ForumSaying } from '../core/port'

export const TITLE_CHARS_MAX = 200
export const TEXT_CHARS_MAX = 20_000
export const COMMENT_CHARS_MAX = 4_000
export const WORDS_CHARS_MAX = 2_000
const NESTING_MAX = 6
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g

/** As it is signed: one form of each character, lines by line feeds, no other control characters. */
export function clean(typed: string): string {
  return typed.replace(/\r\n?/g, '\n').replaceAll('\t', '    ').replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '').normalize('NFC').trim()
}

/** Without the marks that turn the direction of what stands around them. */
export const unturned = (typed: string): string => typed.replace(TURNING, '')

/** Why this cannot be signed: 'long', 'empty', or the protocol's own reason; empty where it can. */
export function problem(typed: string, max: number): '' | 'long' | 'empty' | 'bidi' | 'nesting' {
  if (typed.length > max) return 'long'
  const text = clean(typed)
  if (text === '') return 'empty'
  for (const line of text.split('\n')) {
    let open = 0
    for (const c of line) {
      if (c >= '\u202a' && c <= '\u202e') return 'bidi'
      open += c >= '\u2066' && c <= '\u2068' ? 1 : c === '\u2069' ? -1 : 0
      if (open < 0) return 'bidi'
    }
    if (open !== 0) return 'bidi'
    const head = /^[> \t]*/.exec(line)?.[0] ?? ''
    if (head.replace(/[^>]/g, '').length > NESTING_MAX) return 'nesting'
  }
  return ''
}

/** Signs and sends; empty, or why not. */
export async function say(saying: ForumSaying): Promise<string> {
  const answer = await hub.port.forum('forum-say', saying)
  return answer.refused ?? ''
}
