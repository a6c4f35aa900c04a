'use client'
import { type RefObject, useEffect } from 'react'

/**
 * What has the focus in the box may be gone in its next state, and the focus with it: a button in the lab's pane, a hint of a step that is met. Then the
 * box has the focus, or a shell in it: whoever starts a lab by keyboard types on.
 */
export function useKeptFocus(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = box
    if (current === null) return undefined
    let isHere = false
    const look = ({ target }: Event) => {
      isHere = target instanceof Node && current.contains(target)
    }
    const keep = () => {
      if (isHere && isFocusFree(current)) (shownShell(current) ?? current).focus({ preventScroll: true })
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
  }, [box])
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
