'use client'
import { useEffect, useEffectEvent } from 'react'
import { type KeyPress, type ShortcutName, SHORTCUTS, shortcutOf } from './shortcut.ts'
import { isAltGraph } from './key-letter.ts'
import { useAction } from './page-actions.ts'
import { isApple, isWindows } from './platform.ts'

/** Calls `action` when the learner presses the keys anywhere on the page, or chooses the shortcut in the palette. */
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

function pressOf(event: KeyboardEvent): KeyPress {
  const { key, code, keyCode, ctrlKey, altKey, metaKey, target } = event
  const element = target instanceof HTMLElement ? target : undefined
  const isTyping =
    element !== undefined && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName))
  return {
    key,
    code,
    keyCode,
    ctrlKey,
    altKey,
    metaKey,
    isTyping,
    isInTerminal: element?.closest('.xterm') != null,
    isAltGraph: isAltGraph(event, { hasState: event.getModifierState('AltGraph'), isWindows: isWindows() }),
    isApple: isApple(),
  }
}
