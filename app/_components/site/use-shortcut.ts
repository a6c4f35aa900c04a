'use client'
import { useEffect, useEffectEvent } from 'react'
import { type ShortcutName, shortcutOf } from './shortcut.ts'

/** Calls `action` when the keys of the shortcut are pressed anywhere on the page. */
export function useShortcut(name: ShortcutName, action: () => void): void {
  const act = useEffectEvent(action)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || shortcutOf(pressOf(event)) !== name) return
      event.preventDefault()
      // The terminal must not also send these keys to the shell.
      event.stopPropagation()
      act()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [name])
}

function pressOf(event: KeyboardEvent) {
  const { key, code, ctrlKey, altKey, metaKey, target } = event
  const isTyping =
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  return { key, code, ctrlKey, altKey, metaKey, isTyping, isAltGraph: event.getModifierState('AltGraph') }
}
