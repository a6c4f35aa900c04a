'use client'
import { type RefObject, useEffect } from 'react'

/**
 * What was pressed in the pane may be gone in the lab's next state, and the focus with it. Then the pane has the focus,
 * and the first shell takes it from there: whoever starts a lab by keyboard types on.
 */
export function useKeptFocus(pane: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = pane
    if (current === null) return undefined
    let isHere = false
    const look = ({ target }: Event) => {
      isHere = target instanceof Node && current.contains(target)
    }
    const keep = () => {
      if (isHere && isFocusFree(current)) (shownShell(current) ?? current).focus()
    }
    // Nothing has the focus while it moves from one thing to another, either; that is over with the task.
    const observer = new MutationObserver(() => {
      if (isHere && isFocusFree(current)) setTimeout(keep)
    })
    observer.observe(current, { childList: true, subtree: true })
    document.addEventListener('focusin', look)
    // A click beside everything takes the focus away without giving it to anything.
    document.addEventListener('pointerdown', look)
    return () => {
      observer.disconnect()
      document.removeEventListener('focusin', look)
      document.removeEventListener('pointerdown', look)
    }
  }, [pane])
}

/** Where one types, if a shell is shown. */
export function shownShell(pane: HTMLElement): HTMLElement | undefined {
  const shells = pane.querySelectorAll<HTMLElement>('.xterm-helper-textarea')
  return [...shells].find((shell) => shell.offsetParent !== null)
}

function isFocusFree(pane: HTMLElement): boolean {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body || activeElement === pane
}
