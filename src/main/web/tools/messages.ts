// Messages become syntax trees when the page is built, so that the page carries no parser; and the pseudo-locale is made here.
import { parse } from '@formatjs/icu-messageformat-parser'

// As FormatJS numbers them.
const LITERAL = 0
const SELECT = 5
const PLURAL = 6
const TAG = 8
interface Node { type: number, value?: unknown, options?: Record<string, { value: Node[] }>, children?: Node[] }

export function compiled(catalogue: Record<string, string>, pseudo: boolean): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [key, text] of Object.entries(catalogue)) {
    const nodes = parse(text, { ignoreTag: true, captureLocation: false }) as unknown as Node[]
    const first = nodes[0]
    const strange = pseudo ? longer(nodes) : nodes
    out[key] = !pseudo && nodes.length === 1 && first?.type === LITERAL ? first.value : strange
  }
  return out
}

const MARKS: Record<string, string> = {
  a: 'á', e: 'é', i: 'í', o: 'ö', u: 'ü', c: 'ç', n: 'ñ', s: 'š', y: 'ý', A: 'Å', E: 'É', I: 'Î', O: 'Ø', U: 'Û', D: 'Ð', S: 'Š',
}

// Each letter stays readable, each text grows by two fifths, and brackets show what was cut or glued together.
function longer(nodes: Node[]): Node[] {
  const literal = (value: string): Node => ({ type: LITERAL, value })
  return [literal('⟦'), ...nodes.map(strange), literal('⟧')]
}

function strange(node: Node): Node {
  if (node.type === LITERAL) {
    const text = String(node.value)
    const marked = [...text].map((c) => MARKS[c] ?? c).join('')
    return { ...node, value: marked + '·'.repeat(Math.ceil(text.trim().length * 0.4)) }
  }
  if ((node.type === PLURAL || node.type === SELECT) && node.options) {
    const options = Object.entries(node.options).map(([name, option]) => [name, { ...option, value: option.value.map(strange) }])
    return { ...node, options: Object.fromEntries(options) }
  }
  return node.type === TAG && node.children ? { ...node, children: node.children.map(strange) } : node
}
