import { HandButton } from '../classroom/hand-button.tsx'
import { NameMenu } from './name-menu.tsx'
import { PaletteButton } from '../palette/palette-button.tsx'
import { HelpButton } from '../site/help-button.tsx'
import { Logo } from '../site/logo.tsx'
import { ThemeMenu } from '../site/theme-menu.tsx'

/** The header of every page except lessons. */
export function SiteHeader() {
  return (
    <header className="mx-auto flex h-16 max-w-[72rem] items-center justify-between px-5 sm:px-8">
      <Logo />
      <div className="flex items-center gap-1">
        <PaletteButton />
        <HandButton />
        <NameMenu />
        <ThemeMenu />
        <HelpButton />
      </div>
    </header>
  )
}
