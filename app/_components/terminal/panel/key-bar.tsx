'use client'
import { clsx } from 'clsx'
import { BAR_KEYS } from '../emulator/key-bar-keys.ts'
import { openableHost } from '../emulator/web-address.ts'
import type { TouchOffer, XtermView } from '../emulator/xterm-view.ts'

export interface KeyBarProps {
  view: XtermView
  isControlHeld: boolean
  offer: TouchOffer
}

/** Keys that phone keyboards lack, and the actions on the text that a finger chose. */
export function KeyBar({ view, isControlHeld, offer }: KeyBarProps) {
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
      <Offer view={view} offer={offer} />
      {escape && keyOf(escape)}
      {tab && keyOf(tab)}
      <Key name="Control" label="Ctrl" isHeld={isControlHeld} onPress={() => view.setControlHeld(!isControlHeld)} />
      {others.map(keyOf)}
      {window.isSecureContext && <Key name="Paste" label="Paste" onPress={() => void view.pasteClipboard()} />}
    </div>
  )
}

function Offer({ view, offer }: Pick<KeyBarProps, 'view' | 'offer'>) {
  if (offer === 'none') return null
  if (offer === 'copy') return <Key name="Copy" label="Copy" isOffer onPress={() => view.copySelection()} />
  return (
    <a
      href={offer.address}
      target="_blank"
      rel="noopener noreferrer"
      className="flex h-11 max-w-full shrink-0 items-center rounded-md border border-accent bg-accent-soft px-3 text-sm font-medium text-accent"
    >
      <span className="truncate">Open {openableHost(offer.address)}</span>
    </a>
  )
}

interface KeyProps {
  name: string
  label: string
  isHeld?: boolean
  isOffer?: boolean
  onPress: () => void
}

function Key({ name, label, isHeld, isOffer = false, onPress }: KeyProps) {
  return (
    <button
      type="button"
      aria-label={name}
      aria-pressed={isHeld}
      className={clsx(
        'h-11 min-w-8 flex-auto rounded-md border px-1.5 font-mono text-sm select-none touch-manipulation',
        isHeld === true || isOffer
          ? 'border-accent bg-accent-soft text-accent'
          : 'border-line bg-canvas text-text active:bg-sunken',
      )}
      // If the button took the focus, the soft keyboard would close.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {label}
    </button>
  )
}
