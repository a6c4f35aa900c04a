import { NameMenu } from '../learner/name-menu.tsx'
import { PaletteButton } from '../palette/palette-button.tsx'
import { HelpButton } from './help-button.tsx'
import { Logo } from './logo.tsx'
import { ThemeMenu } from './theme-menu.tsx'

/** The head of every page that is no lesson. */
export function SiteHeader() {
  return (
    <header className="mx-auto flex h-16 max-w-[72rem] items-center justify-between px-5 sm:px-8">
      <Logo />
      <div className="flex items-center gap-1">
        <PaletteButton />
        <NameMenu />
        <ThemeMenu />
        <HelpButton />
      </div>
    </header>
  )
}
