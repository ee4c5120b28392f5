// What a task came to, and why one was refused, in words.
import type { Outcome } from '../core/port'
import type { Texts } from '../i18n/text'

export function outcome(text: Texts, done: Outcome): string {
  return done.logged ? text.t('office.logged', { leaf: done.index }) : text.t('office.waitsNow')
}

export function why(text: Texts, code: string): string {
  return `${text.maybe(`office.why.${code}`, 'office.why.other')} ${text.t('app.refused.code', { code })}`
}

/** The kind of a statement in the reader's words. */
export function kind(text: Texts, type: string): string {
  return text.maybe(`log.type.${type}`, 'log.type.other')
}

/** So many digits of an id as tell it from its neighbours. */
export function short(id: string): string {
  return /^[0-9a-f]{20,}$/.test(id) ? `${id.slice(0, 4)} ${id.slice(4, 8)} ${id.slice(8, 12)}` : id
}
