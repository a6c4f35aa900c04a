'use client'
import { useEffect, useEffectEvent } from 'react'
import { type ShortcutName, SHORTCUTS, shortcutOf } from './shortcut.ts'
import { useAction } from './use-action.ts'

/** Calls `action` when the keys of the shortcut are pressed anywhere on the page, or when it is chosen in the palette. */
export function useShortcut(name: ShortcutName, action: () => void, isAvailable = true): void {
  const act = useEffectEvent(action)
  useAction({ id: name, ...SHORTCUTS[name], isAvailable }, action)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isAvailable || event.defaultPrevented || shortcutOf(pressOf(event)) !== name) return
      event.preventDefault()
      // The terminal must not also send these keys to the shell.
      event.stopPropagation()
      act()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [name, isAvailable])
}

function pressOf(event: KeyboardEvent) {
  const { key, code, ctrlKey, altKey, metaKey, target } = event
  const element = target instanceof HTMLElement ? target : undefined
  const isTyping =
    element !== undefined && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName))
  const isInTerminal = element?.closest('.xterm') != null
  const isAltGraph = event.getModifierState('AltGraph')
  return { key, code, ctrlKey, altKey, metaKey, isTyping, isInTerminal, isAltGraph }
}
