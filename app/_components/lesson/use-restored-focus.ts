'use client'
import { type RefObject, useEffect } from 'react'

/**
 * Moves the focus to `box`, or to the visible shell in it, when React removes the focused element inside it.
 * Example: the "Start" button goes away when the lab starts; the learner continues by keyboard.
 */
export function useRestoredFocus(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = box
    if (current === null) return undefined
    let isFocusInside = false
    const trackFocus = ({ target }: Event) => {
      isFocusInside = target instanceof Node && current.contains(target)
    }
    const restoreFocus = () => {
      if (isFocusInside && isFocusFree(current)) (visibleShell(current) ?? current).focus({ preventScroll: true })
    }
    // While focus moves between two elements, none has it; after this task one of them does.
    const observer = new MutationObserver(() => {
      if (isFocusInside && isFocusFree(current)) setTimeout(restoreFocus)
    })
    observer.observe(current, { childList: true, subtree: true })
    document.addEventListener('focusin', trackFocus)
    // A click on no control also clears the focus; leave that alone.
    document.addEventListener('pointerdown', trackFocus)
    return () => {
      observer.disconnect()
      document.removeEventListener('focusin', trackFocus)
      document.removeEventListener('pointerdown', trackFocus)
    }
  }, [box])
}

/** The text field of the visible shell, if there is one. */
export function visibleShell(pane: HTMLElement): HTMLElement | undefined {
  const shells = pane.querySelectorAll<HTMLElement>('.xterm-helper-textarea')
  return [...shells].find((shell) => shell.offsetParent !== null)
}

function isFocusFree(pane: HTMLElement): boolean {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body || activeElement === pane
}
