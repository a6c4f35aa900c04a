'use client'
import { useEffect, useEffectEvent } from 'react'

export const TAKE_OVER_KEYS = 'Ctrl+Shift+Backspace'

/** Calls `act` for the keys anywhere on the page. A shell never gets them, also without a take-over: the learner may press them a moment too late. */
export function useTakeOverKey(act: () => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Backspace' || !event.ctrlKey || !event.shiftKey || event.altKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    act()
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => pressed(event)
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}
