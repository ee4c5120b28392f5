// Tables as spreadsheets save them (RFC 4180): in the page and not in the core, for what a file says is only proposed and is shown
// before it is signed. Not trusted: the file. Refuses what is no text, too long, or too wide.
const FILE_BYTES_MAX = 1 << 20
export const ROWS_MAX = 100
const CELLS_MAX = 64
// Some spreadsheets compute a cell that begins like this; others take away what is put before it.
const COMPUTED = /^[=+\-@\t\r]/
const KEPT = /^'(?=[=+\-@\t\r])/

/** Column name to cell; number: the line as a spreadsheet counts it, the names are the first. */
export interface TableRow { number: number, cells: Map<string, string> }
export interface Table { columns: string[], rows: TableRow[] }

/** Null: this is no such table. */
export async function readTable(file: Blob): Promise<Table | null> {
  if (file.size > FILE_BYTES_MAX) return null
  try {
    return parsed(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()))
  } catch {
    return null
  }
}

function parsed(text: string): Table | null {
  const end = text.search(/\r|\n|$/)
  const mark = [';', '\t', ','].find((one) => text.slice(0, end).includes(one)) ?? ','
  const lines = cells(text, mark)
  const columns = lines?.shift()?.map((one) => one.trim().toLowerCase())
  if (lines === undefined || lines === null || columns === undefined) return null
  const whole = lines.map((line, i) => ({ number: i + 2, line })).filter(({ line }) => line.some((cell) => cell.trim() !== ''))
  const sound = columns.length <= CELLS_MAX && new Set(columns).size === columns.length && whole.length > 0 && whole.length <= ROWS_MAX
    && whole.every(({ line }) => line.length <= columns.length)
  return sound
    ? { columns, rows: whole.map(({ number, line }) => ({ number, cells: new Map(columns.map((name, i) => [name, (line[i] ?? '').trim().replace(KEPT, '')])) })) }
    : null
}

/** Lines of cells; null where a quotation mark stays open or stands inside a plain cell's end. */
function cells(text: string, mark: string): string[][] | null {
  const lines: string[][] = [[]]
  let at = 0
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      for (;;) {
        const next = text.indexOf('"', at + 1)
        if (next < 0) return null
        cell += text.slice(at + 1, next)
        at = next + 1
        if (text[at] !== '"') break
        cell += '"'
      }
      if (at < text.length && text[at] !== mark && text[at] !== '\r' && text[at] !== '\n') return null
    } else {
      const from = at
      while (at < text.length && text[at] !== mark && text[at] !== '\r' && text[at] !== '\n') at++
      cell = text.slice(from, at)
    }
    lines.at(-1)?.push(cell)
    if (text[at] === mark) {
      at++
      if (at < text.length && text[at] !== '\r' && text[at] !== '\n') continue
      lines.at(-1)?.push('')
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++
    if (at < text.length) {
      at++
      lines.push([])
    }
  }
  return lines
}

export function writeTable(columns: string[], rows: string[][]): Blob {
  const cell = (one: string): string => {
    const plain = COMPUTED.test(one) ? `'${one}` : one
    return /[",;\r\n\t]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
  }
  // The mark before it tells a spreadsheet that this is UTF-8.
  return new Blob([`\ufeff${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`], { type: 'text/csv' })
}
