// Texts of the page: whole messages by key, never glued. Codes get their names from the reference that every client reads.
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { createIntl, createIntlCache, type IntlShape } from 'react-intl'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import type english from './catalogues/en.json'
import { loadCodes, type Codes } from './codes'
import { direction, keepLanguage, locale, plain, type Language } from './languages'

export type MessageKey = keyof typeof english
export type Values = Record<string, string | number>

const CATALOGUES: Record<Language, () => Promise<{ default: Record<string, never> }>> = {
  ar: () => import('virtual:messages/ar'),
  en: () => import('virtual:messages/en'),
  es: () => import('virtual:messages/es'),
  fr: () => import('virtual:messages/fr'),
  nl: () => import('virtual:messages/nl'),
  pt: () => import('virtual:messages/pt'),
  ru: () => import('virtual:messages/ru'),
  zh: () => import('virtual:messages/zh'),
  'en-XA': () => import('virtual:messages/en-XA'),
}

export class Texts {
  readonly language: Language
  readonly codes: Codes
  readonly choose: (language: Language) => void
  #intl: IntlShape

  constructor(language: Language, intl: IntlShape, codes: Codes, choose: (language: Language) => void) {
    this.language = language
    this.codes = codes
    this.choose = choose
    this.#intl = intl
  }

  t(key: MessageKey, values?: Values): string {
    return this.#intl.formatMessage({ id: key }, values)
  }

  /** A key that is made of a prefix and a code; the other key where there is none. */
  maybe(key: string, otherwise: MessageKey, values?: Values): string {
    return this.t(key in this.#intl.messages ? (key as MessageKey) : otherwise, values)
  }

  list(words: string[]): string {
    return this.#intl.formatList(words, { type: 'conjunction', style: 'narrow' })
  }

  date(seconds: number): string {
    return this.#intl.formatDate(seconds * 1000, { dateStyle: 'medium', timeZone: 'UTC' })
  }

  shortDate(seconds: number): string {
    return this.#intl.formatDate(seconds * 1000, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  }

  clock(seconds: number, zone = 'UTC', second = false): string {
    const shape: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }
    return this.#intl.formatTime(seconds * 1000, second ? { ...shape, second: '2-digit' } : shape)
  }

  dayClock(seconds: number, zone: string): string {
    return this.#intl.formatDate(seconds * 1000, {
      weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone,
    })
  }

  weekday(day: number): string {
    // The 6th of January 2025 was a Monday.
    return this.#intl.formatDate(Date.UTC(2025, 0, 5 + day), { weekday: 'long', timeZone: 'UTC' })
  }

  number(value: number): string {
    return this.#intl.formatNumber(value)
  }

  /** '40 seconds', '26 hours': the largest unit that is not less than one. */
  age(seconds: number): string {
    const [count, unit] = span(seconds)
    return this.#intl.formatNumber(count, { style: 'unit', unit, unitDisplay: 'long' })
  }

  ago(seconds: number): string {
    const [count, unit] = span(seconds)
    return this.#intl.formatRelativeTime(-count, unit, { numeric: 'always' })
  }

  state(code: string): string {
    return this.codes.name('countries', code, plain(this.language))
  }

  code(list: string, code: string): string {
    return this.codes.name(list, code, plain(this.language))
  }
}

function span(seconds: number): [number, 'second' | 'minute' | 'hour' | 'day'] {
  const s = Math.max(0, Math.floor(seconds))
  if (s < 60) return [s, 'second']
  if (s < 3600) return [Math.floor(s / 60), 'minute']
  return s < 172_800 ? [Math.floor(s / 3600), 'hour'] : [Math.floor(s / 86_400), 'day']
}

const TextContext = createContext<Texts | null>(null)

export function useText(): Texts {
  const texts = useContext(TextContext)
  if (texts === null) throw new Error('no texts here')
  return texts
}

/** Loads a language whole before it is shown; what is on the screen stays until then. */
export function TextProvider({ first, children }: { first: Language, children: ReactNode }): ReactNode {
  const [wanted, choose] = useState(first)
  const [loaded, show] = useState<{ language: Language, intl: IntlShape, codes: Codes } | null>(null)
  useEffect(() => {
    let current = true
    Promise.all([CATALOGUES[wanted](), loadCodes()]).then(([catalogue, codes]) => {
      if (!current) return
      const intl = createIntl({
        locale: locale(wanted), messages: catalogue.default, onError: (e) => { throw e },
      }, createIntlCache())
      document.documentElement.lang = wanted
      document.documentElement.dir = direction(wanted)
      show({ language: wanted, intl, codes })
    }, (e: unknown) => reportError(e))
    return () => { current = false }
  }, [wanted])
  const texts = useMemo(() => loaded && new Texts(loaded.language, loaded.intl, loaded.codes, (language) => {
    keepLanguage(language)
    choose(language)
  }), [loaded])
  if (texts === null) return null
  return (
    <I18nProvider locale={locale(texts.language)}>
      <TextContext.Provider value={texts}>{children}</TextContext.Provider>
    </I18nProvider>
  )
}
