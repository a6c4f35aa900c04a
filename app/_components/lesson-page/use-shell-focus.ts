'use client'
import { type RefObject, useEffect, useRef } from 'react'
import { useLab } from '../lab/use-lab.ts'
import { visibleShell } from '../lesson/use-restored-focus.ts'

/** Focuses the shell once it is visible, after the learner started or resumed the lab anywhere on the page and focused nothing since. */
export function useShellFocus(pane: RefObject<HTMLElement | null>): void {
  const { lab, pending } = useLab()
  const isWanted = useRef(false)
  useEffect(() => {
    if (pending === 'start' || pending === 'resume') isWanted.current = true
    else if (lab === null || lab.state === 'ended' || lab.state === 'kept') isWanted.current = false
  }, [pending, lab])
  useEffect(() => {
    const { current } = pane
    if (current === null) return undefined
    const observer = new MutationObserver(() => {
      const shell = isWanted.current ? visibleShell(current) : undefined
      if (shell === undefined) return
      isWanted.current = false
      if (isFocusFree()) shell.focus({ preventScroll: true })
    })
    observer.observe(current, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [pane])
}

/** True unless a control has the focus. A box that took the focus of a removed button is no control. */
function isFocusFree(): boolean {
  const { activeElement } = document
  return !(activeElement instanceof HTMLElement) || activeElement.tabIndex < 0 || activeElement === document.body
}
