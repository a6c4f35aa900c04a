export const THEME_CHOICES = ['system', 'light', 'dark', 'contrast'] as const
export type ThemeChoice = (typeof THEME_CHOICES)[number]
export type Theme = Exclude<ThemeChoice, 'system'>

export interface SystemPreference {
  prefersDark: boolean
  prefersContrast: boolean
}

export function themeChoice(stored: string | undefined): ThemeChoice {
  return THEME_CHOICES.find((choice) => choice === stored) ?? 'system'
}

export function themeFor(choice: ThemeChoice, system: SystemPreference): Theme {
  if (choice !== 'system') return choice
  if (system.prefersContrast) return 'contrast'
  return system.prefersDark ? 'dark' : 'light'
}
