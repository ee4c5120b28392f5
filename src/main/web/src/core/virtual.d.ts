declare const __RELEASE__: string
declare module 'hub-core/worker?worker&url' { const url: string; export default url }
declare module 'hub-core/bell?worker&url' { const url: string; export default url }
declare module 'virtual:atlas' {
  const atlas: { width: number, height: number, states: { code: string, d?: string, x: number, y: number }[], rest: string }
  export default atlas
}
declare module 'virtual:messages/*' { const messages: Record<string, never>; export default messages }
interface TrustedTypes { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } }
interface Window { trustedTypes?: TrustedTypes }
