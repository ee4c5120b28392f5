// The eight languages, each under its own name. Which one is first is the browser's wish, never guessed from an address.
export const LANGUAGES = {
  ar: 'العربية', en: 'English', es: 'Español', fr: 'Français', nl: 'Nederlands', pt: 'Português', ru: 'Русский', zh: '中文',
} as const
export type Language = keyof typeof LANGUAGES | 'en-XA'

const KEPT = 'hublink-language'

export function isLanguage(code: string): code is Language {
  return Object.hasOwn(LANGUAGES, code) || code === 'en-XA'
}

export function firstLanguage(): Language {
  for (const wish of [localStorage.getItem(KEPT) ?? '', ...navigator.languages]) {
    const code = wish === 'en-XA' ? wish : wish.slice(0, 2)
    if (isLanguage(code)) return code
  }
  return 'en'
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(KEPT, language)
}

/** The language in which codes and names are wanted; the pseudo-locale's are English. */
export function plain(language: Language): keyof typeof LANGUAGES {
  return language === 'en-XA' ? 'en' : language
}

/** For Intl: Arabic with the digits of its readers' telephones and keyboards. */
export function locale(language: Language): string {
  if (language === 'ar') return 'ar-u-nu-latn'
  // The day before the month, as everybody else writes it.
  return plain(language) === 'en' ? 'en-GB' : plain(language)
}

export function direction(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr'
}
