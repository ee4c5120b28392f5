// Looks for what does not belong into an open space before it is signed: addresses, numbers, hashes, places. It warns with what it
// found and keeps nobody from posting: only a person knows what is an example. Nothing of it leaves this device.

export type FoundKind = 'mail' | 'phone' | 'ip' | 'hash' | 'iban' | 'place'
export interface Found { kind: FoundKind, value: string }

const FOUND_MAX = 20
const CHARS_MAX = 40_000

const PATTERNS: [FoundKind, RegExp, ((value: string) => boolean)?][] = [
  ['mail', /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu],
  ['hash', /(?<![0-9a-z])(?:[0-9a-f]{128}|[0-9a-f]{96}|[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})(?![0-9a-z])/gi],
  ['iban', /(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Z0-9])/g, iban],
  ['ip', /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)/g, (value) => value.split('.').every((part) => Number(part) < 256)],
  ['ip', /(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi, (value) => /[0-9a-f]{2}/i.test(value) && (value.includes('::') || value.split(':').length === 8)],
  ['place', /(?<![\d.])-?\d{1,2}\.\d{4,12} ?[,;] ?-?\d{1,3}\.\d{4,12}/g],
  ['place', /\d{1,3} ?° ?\d{1,2} ?['′’](?: ?\d{1,2}(?:[.,]\d{1,4})? ?["″”])?/g],
  ['phone', /(?<![\w.+-])(?:\+|00)\d(?:[ ()./-]{0,2}\d){6,14}(?![\d])/g],
  ['phone', /(?<![\w.+-])0\d(?:[ .-]?\d\d){4}(?![\d-])/g],
]

export function detect(text: string): Found[] {
  // Digits are digits in every script.
  const plain = text.slice(0, CHARS_MAX).normalize('NFKC').replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (c) => String((c.codePointAt(0) ?? 0) & 15))
  const found = new Map<string, Found>()
  for (const [kind, pattern, counts] of PATTERNS) {
    for (const [value] of plain.matchAll(pattern)) {
      if (found.size < FOUND_MAX && !found.has(value) && (counts === undefined || counts(value))) found.set(value, { kind, value })
    }
  }
  return [...found.values()]
}

function iban(value: string): boolean {
  const bare = value.replaceAll(' ', '')
  let rest = 0
  for (const c of bare.slice(4) + bare.slice(0, 4)) {
    for (const digit of String(parseInt(c, 36))) rest = (rest * 10 + Number(digit)) % 97
  }
  return bare.length >= 15 && rest === 1
}
