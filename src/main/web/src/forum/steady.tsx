// What comes while somebody is at work moves the page under him as little as can be: whatever has the focus stays where it is on the
// screen. The browser by itself keeps only what stands first in the window.
import { Component, type ReactNode } from 'react'

interface Place { focused: Element, top: number }

export class Steady extends Component<{ children: ReactNode }> {
  override getSnapshotBeforeUpdate(): Place | null {
    const { activeElement: focused } = document
    return focused === null || focused.closest('[data-question]') === null ? null : { focused, top: focused.getBoundingClientRect().top }
  }

  override componentDidUpdate(_props: unknown, _state: unknown, before: Place | null): void {
    if (before === null || !before.focused.isConnected || before.top < 0 || before.top > innerHeight) return
    const moved = before.focused.getBoundingClientRect().top - before.top
    if (moved !== 0) scrollBy(0, moved)
  }

  override render(): ReactNode {
    return this.props.children
  }
}
