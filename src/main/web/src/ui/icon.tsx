// Our icons: 24 grid, 2 px line, round ends. An icon never stands without a word beside it or a label.
import type { ReactNode } from 'react'

const PATHS = {
  search: 'M11 4a7 7 0 1 0 .01 0M16.2 16.2 21 21',
  mast: 'M12 10v10M9 20h6M12 6a2 2 0 1 0 .01 0M7 12a6 6 0 0 1 0-8M17 12a6 6 0 0 0 0-8',
  info: 'M12 3.5a8.5 8.5 0 1 0 .01 0M12 11v5.5M12 7.8v.1',
  clock: 'M12 3.5a8.5 8.5 0 1 0 .01 0M12 7.5V12l3 2',
  globe: 'M12 3.5a8.5 8.5 0 1 0 .01 0M3.5 12h17M12 3.5c-5 5-5 12 0 17M12 3.5c5 5 5 12 0 17',
  shieldPerson: 'M12 3l7 3v5c0 4.5-3 8-7 10-4-2-7-5.5-7-10V6zM12 9a2 2 0 1 0 .01 0M8.5 16c.7-1.7 2-2.5 3.5-2.5s2.8.8 3.5 2.5',
  shield: 'M12 3l7 3v5c0 4.5-3 8-7 10-4-2-7-5.5-7-10V6zM8.5 12l2.5 2.5 4.5-5',
  warning: 'M12 4 2.5 20h19zM12 10v4.5M12 17.3v.1',
  eye: 'M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12zM12 9.5a2.5 2.5 0 1 0 .01 0',
  home: 'M3 11 12 4l9 7M5 10v10h5v-6h4v6h5V10',
  forum: 'M4 5h11v8H9l-3 3v-3H4zM18 9h3v8h-2v3l-3-3h-5v-1',
  star: 'M12 4l2.4 5.2 5.6.7-4.1 3.9 1.1 5.6-5-2.8-5 2.8 1.1-5.6L4 9.9l5.6-.7z',
  plus: 'M12 5v14M5 12h14',
  next: 'M9 5l7 7-7 7',
  inbox: 'M3 13v6a1 1 0 0 0 1 1h16a1 1 0 0 0 1-1v-6M3 13l3-8h12l3 8M3 13h5l1.5 3h5l1.5-3h5',
  offline: 'M3 3l18 18M8.5 15.5a5 5 0 0 1 5.5-1M5 12a10 10 0 0 1 4-2.5M2 8.5A15 15 0 0 1 6.5 6M12 19v.1M13 7a14 14 0 0 1 9 3',
  filter: 'M3 5h18l-7 8v6l-4-2v-4z',
  screen: 'M3 5h18v11H3zM9 20h6M12 16v4',
  mail: 'M3 6h18v12H3zM3 7l9 6.5L21 7',
  send: 'M4 12 20 4l-5 16-3.5-6.5z',
  pen: 'M4 20l1-4L16 5l3 3L8 19zM13.5 7.5l3 3',
  book: 'M4 4h12a2 2 0 0 1 2 2v14H6a2 2 0 0 1-2-2zM18 8h2v10M9 9a2 2 0 1 0 4 0 2 2 0 1 0-4 0M7.5 16c.4-2 1.8-3 3.5-3s3.1 1 3.5 3',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3.5V7M16 3.5V7',
  tick: 'M5 12.5l4.5 4.5L19 7.5',
  person: 'M12 4a4 4 0 1 0 .01 0M4.5 20c.7-4 3.7-6 7.5-6s6.8 2 7.5 6',
  more: 'M5 12v.1M12 12v.1M19 12v.1',
  up: 'M5 15l7-7 7 7',
  down: 'M5 9l7 7 7-7',
  phone: 'M5 4h4l1.5 5-2.3 1.7a12 12 0 0 0 5 5L15 13.5l5 1.5v4c0 .8-.7 1.5-1.5 1.5C10.5 20 4 13.5 3.5 5.5 3.5 4.7 4.2 4 5 4z',
  tree: 'M5 4h6v5H5zM13 15h6v5h-6zM5 15h6v5H5zM8 9v6M8 12h8v3',
  quote: 'M5 6h5v6a4 4 0 0 1-4 4M14 6h5v6a4 4 0 0 1-4 4',
  unlock: 'M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 6.8-1',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  close: 'M6 6l12 12M18 6 6 18',
  key: 'M8 11a4.5 4.5 0 1 0 .01 9 4.5 4.5 0 1 0 0-9M11.2 12.3 20 4M16 8l3 3',
  octagon: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6',
  copy: 'M8 8h11v12H8zM5 16V4h11',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, large = false, label }: { name: IconName, large?: boolean, label?: string }): ReactNode {
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }
  return <svg className={large ? 'icon icon-large' : 'icon'} viewBox="0 0 24 24" {...named}><path d={PATHS[name]} /></svg>
}

const APART = 33

/** Several beside each other in one picture: each of its own would cost a list of desks more than its words. */
export function Icons({ names, label }: { names: IconName[], label: string }): ReactNode {
  const wide = APART * Math.max(1, names.length) - (APART - 24)
  return (
    <svg className="icon icons" viewBox={`0 0 ${wide} 24`} role="img" aria-label={label}>
      {names.map((name, i) => <path key={i} d={PATHS[name]} transform={`translate(${i * APART})`} />)}
    </svg>
  )
}

export function Mark(): ReactNode {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#2a5d96" />
      <g fill="none" stroke="#fff" strokeWidth="2.6"><circle cx="12.5" cy="16" r="6" /><path d="M17.3 11.2a6 6 0 1 1 0 9.6" /></g>
      <circle cx="16" cy="16" r="1.7" fill="#7fd3a5" />
    </svg>
  )
}
