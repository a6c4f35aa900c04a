'use client'
import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { PageLinks } from '../site/page-links.tsx'
import { SHORTCUTS } from '../site/shortcut.ts'
import { useShortcut } from '../site/use-shortcut.ts'

const PaletteDialog = dynamic(async () => (await import('./palette-dialog.tsx')).PaletteDialog, { ssr: false })

/** The search button in the header of every page. */
export function PaletteButton() {
  // The page loads the dialog's code on the first use.
  const [wasOpened, setOpened] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const show = () => {
    setOpened(true)
    setOpen(true)
  }
  useShortcut('search', show)
  useShortcut('palette', show)
  return (
    <>
      <button
        type="button"
        onClick={show}
        aria-haspopup="dialog"
        title="Search and actions (Ctrl+K or /)"
        className="inline-flex h-9 items-center gap-2 rounded-md px-2.5 text-sm text-muted transition-colors hover:bg-sunken hover:text-text md:border md:border-line md:bg-canvas md:pr-1.5 md:hover:border-line-strong"
      >
        <Search size={17} aria-hidden />
        <span className="max-md:sr-only">Search</span>
        <span aria-hidden className="ml-5 hidden gap-1 md:flex">
          {SHORTCUTS.palette.keys.map((key) => (
            <kbd key={key} className="key">
              {key}
            </kbd>
          ))}
        </span>
      </button>
      <PageLinks />
      {wasOpened && <PaletteDialog isOpen={isOpen} onOpenChange={setOpen} />}
    </>
  )
}
