'use client'
import { useEffect, useState } from 'react'

/** https://wicg.github.io/keyboard-lock/, not available in every browser. */
interface LockableKeyboard {
  lock(keys: readonly string[]): Promise<void>
}

function hasKeyboardLock(browser: Navigator): browser is Navigator & { keyboard: LockableKeyboard } {
  return 'keyboard' in browser
}

/** Full-screen terminals; where the browser refuses full screen, the terminals fill the page. */
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

/** The whole document, because menus and dialogs are not inside the terminals. */
async function fillScreen(): Promise<void> {
  try {
    await document.documentElement.requestFullscreen()
    // A shell needs Escape. With the lock, only a long press leaves full screen.
    if (hasKeyboardLock(navigator)) await navigator.keyboard.lock(['Escape'])
  } catch {
    // The browser refused: the terminals fill the page until the learner presses the button again.
  }
}
