// The forum's codes in the reader's words.
import type { ForumAuthor, ForumSpace, ForumState, ForumThread } from '../core/port'
import type { Texts } from '../i18n/text'

export const SPACES: ForumSpace[] = ['techniques', 'tools', 'law', 'wellbeing', 'notices']
export const STATES: ForumState[] = ['open', 'claimed', 'needs-info', 'answered', 'accepted', 'stale', 'updated', 'obsolete', 'duplicate']
export const REASONS = ['personal-data', 'case-data', 'above-ceiling', 'helps-offenders', 'abusive', 'wrong', 'off-topic'] as const
export const TOPICS = [
  'mobile-forensics', 'chat-logs', 'cloud-data', 'victim-identification', 'hash-matching', 'e-evidence', 'mutual-legal-assistance', 'covert-law', 'wellbeing',
  'interviewing', 'osint', 'cryptocurrency', 'live-streaming', 'data-preservation', 'encryption',
]
/** The narrowest circle that something said there may be meant for, as the protocol has it. */
export const CEILING: Record<ForumSpace, 'green' | 'clear'> = { techniques: 'green', tools: 'green', law: 'clear', wellbeing: 'clear', notices: 'clear' }

export const space = (text: Texts, code: string): string => text.maybe(`forum.space.${code}`, 'forum.other', { code })
export const state = (text: Texts, code: string): string => text.maybe(`forum.state.${code}`, 'forum.other', { code })
export const step = (text: Texts, code: string): string => text.maybe(`forum.step.${code}`, 'forum.other', { code })
export const reason = (text: Texts, code: string): string => text.maybe(`forum.reason.${code}`, 'forum.other', { code })
/** A tag that nobody has named in the reader's language is shown as it is. */
export const tag = (text: Texts, code: string): string => text.maybe(`forum.tag.${code}`, 'forum.other', { code })

/** Why something was refused; the forum's own reasons come with its name before them, from the server and from the core. */
export function why(text: Texts, code: string): string {
  const bare = code.replace(/^forum[.-]/, '')
  return `${text.maybe(`forum.failed.${bare}`, 'forum.failed', { code: bare })} ${text.t('app.refused.code', { code })}`
}

export const sameAuthor = (a: ForumAuthor | undefined, b: ForumAuthor | undefined): boolean =>
  a !== undefined && b !== undefined && a.country === b.country && a.handle === b.handle

/** Nothing but moderation goes on there. */
export const shut = (thread: ForumThread): boolean => thread.locked || thread.state === 'removed'

export const isModerator = (author: ForumAuthor | undefined): boolean => author?.badge === 'moderator'

export function stateTone(code: string): 'ok' | 'warn' | 'accent' | undefined {
  if (code === 'accepted' || code === 'updated') return 'ok'
  if (code === 'needs-info' || code === 'stale') return 'warn'
  return code === 'open' || code === 'claimed' || code === 'answered' ? 'accent' : undefined
}
