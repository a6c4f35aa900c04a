'use client'
import { clsx } from 'clsx'
import { BAR_KEYS } from './key-bar-keys.ts'
import type { XtermView } from './xterm-view.ts'

/** Keys that a phone's keyboard lacks. */
export function KeyBar({ view, isControlHeld }: { view: XtermView; isControlHeld: boolean }) {
  const [escape, tab, ...others] = BAR_KEYS
  const keyOf = (key: (typeof BAR_KEYS)[number]) => (
    <Key key={key.name} name={key.name} label={key.label} onPress={() => view.press(key)} />
  )
  return (
    <div
      role="toolbar"
      aria-label="Keys"
      className="hidden gap-1 overflow-x-auto border-t border-line bg-surface p-1 pointer-coarse:flex"
    >
      {escape && keyOf(escape)}
      {tab && keyOf(tab)}
      <Key name="Control" label="Ctrl" isHeld={isControlHeld} onPress={() => view.setControlHeld(!isControlHeld)} />
      {others.map(keyOf)}
    </div>
  )
}

interface KeyProps {
  name: string
  label: string
  isHeld?: boolean
  onPress: () => void
}

function Key({ name, label, isHeld, onPress }: KeyProps) {
  return (
    <button
      type="button"
      aria-label={name}
      aria-pressed={isHeld}
      className={clsx(
        'h-11 min-w-8 flex-auto rounded-md border px-1.5 font-mono text-sm select-none touch-manipulation',
        isHeld === true
          ? 'border-accent bg-accent-soft text-accent'
          : 'border-line bg-canvas text-text active:bg-sunken',
      )}
      // Taking the focus from the terminal would close the soft keyboard.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {label}
    </button>
  )
}
