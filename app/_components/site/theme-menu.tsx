'use client'
import { Contrast, Moon, Sun, SunMoon } from 'lucide-react'
import { useSetting } from '../settings/settings.ts'
import { THEME_CHOICES, type ThemeChoice, themeChoice, themeFor } from '../settings/theme.ts'
import { ICON_BUTTON } from './button.ts'
import { PopoverButton } from './popover-button.tsx'
import { useAction } from './page-actions.ts'

const LABELS: Record<ThemeChoice, { name: string; Icon: typeof Sun }> = {
  system: { name: 'As the system', Icon: SunMoon },
  light: { name: 'Light', Icon: Sun },
  dark: { name: 'Dark', Icon: Moon },
  contrast: { name: 'High contrast', Icon: Contrast },
}

export function ThemeMenu() {
  const [stored, store] = useSetting('theme')
  const chosen = themeChoice(stored)
  const { Icon } = LABELS[chosen]
  const choose = (choice: ThemeChoice) => {
    store(choice)
    document.documentElement.dataset['theme'] = themeFor(choice, {
      prefersDark: matchMedia('(prefers-color-scheme: dark)').matches,
      prefersContrast: matchMedia('(prefers-contrast: more)').matches,
    })
  }
  return (
    <>
      {THEME_CHOICES.map((choice) => (
        <ThemeAction key={choice} choice={choice} isChosen={choice === chosen} onChoose={choose} />
      ))}
      <PopoverButton
        title="Appearance"
        button={
          <>
            <Icon size={18} aria-hidden />
            <span className="sr-only">Appearance</span>
          </>
        }
        buttonClass={ICON_BUTTON}
        panel={{ label: 'Appearance', side: 'bottom', align: 'end', className: 'w-48 p-1.5' }}
      >
        <fieldset>
          <legend className="sr-only">Appearance</legend>
          {THEME_CHOICES.map((choice) => (
            <ThemeOption key={choice} choice={choice} isChosen={choice === chosen} onChoose={choose} />
          ))}
        </fieldset>
      </PopoverButton>
    </>
  )
}

interface ThemeOptionProps {
  choice: ThemeChoice
  isChosen: boolean
  onChoose: (choice: ThemeChoice) => void
}

/** Offers the choice in the palette. */
function ThemeAction({ choice, isChosen, onChoose }: ThemeOptionProps) {
  const label = `Appearance: ${LABELS[choice].name.toLowerCase()}`
  useAction({ id: `theme-${choice}`, label, isAvailable: !isChosen }, () => onChoose(choice))
  return null
}

function ThemeOption({ choice, isChosen, onChoose }: ThemeOptionProps) {
  const { name, Icon } = LABELS[choice]
  return (
    <label className="flex cursor-pointer items-center gap-2.5 rounded px-2 py-1.5 text-sm hover:bg-sunken has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <input
        type="radio"
        name="theme"
        value={choice}
        checked={isChosen}
        onChange={() => onChoose(choice)}
        className="sr-only"
      />
      <Icon size={16} aria-hidden />
      {name}
    </label>
  )
}
