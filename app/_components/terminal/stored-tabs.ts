import { browserStorage } from '../settings/browser-storage.ts'

export const TABS_PREFIX = 'kindlab.terminals.'

/** Whether this tab of the browser has shown terminals before. */
export function hasStoredTabs(): boolean {
  return Object.keys(browserStorage('sessionStorage') ?? {}).some((key) => key.startsWith(TABS_PREFIX))
}
