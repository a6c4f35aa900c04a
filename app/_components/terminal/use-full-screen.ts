'use client'
import { useEffect, useState } from 'react'

/** https://wicg.github.io/keyboard-lock/: not in every browser. */
interface LockableKeyboard {
  lock(keys: readonly string[]): Promise<void>
}

function hasKeyboardLock(browser: Navigator): browser is Navigator & { keyboard: LockableKeyboard } {
  return 'keyboard' in browser
}

/** Whether the terminals fill the screen; where a browser refuses that, they fill its page. */
export function useFullScreen(): { isOn: boolean; set: (isOn: boolean) => void } {
  const [isFull, setFull] = useState(false)
  useEffect(() => {
    const follow = () => {
      if (document.fullscreenElement === null) setFull(false)
    }
    document.addEventListener('fullscreenchange', follow)
    return () => document.removeEventListener('fullscreenchange', follow)
  }, [])
  const change = (wanted: boolean) => {
    setFull(wanted)
    if (wanted) void fillScreen()
    else if (document.fullscreenElement !== null) void document.exitFullscreen()
  }
  return { isOn: isFull, set: change }
}

/** The whole document, for menus and dialogs are not inside of the terminals. */
async function fillScreen(): Promise<void> {
  try {
    await document.documentElement.requestFullscreen()
    // A shell needs Escape; with the lock it is held to leave full screen.
    if (hasKeyboardLock(navigator)) await navigator.keyboard.lock(['Escape'])
  } catch {
    // Refused: the terminals fill the page, and the button brings the page back.
  }
}
