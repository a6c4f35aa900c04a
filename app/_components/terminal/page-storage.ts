export const TABS_PREFIX = 'kindlab.terminals.'

/** Reading the property throws where cookies are blocked. */
export function pageStorage(): Storage | undefined {
  try {
    return globalThis.sessionStorage
  } catch {
    return undefined
  }
}

/** Whether this tab of the browser has shown terminals before. */
export function hasStoredTabs(): boolean {
  return Object.keys(pageStorage() ?? {}).some((key) => key.startsWith(TABS_PREFIX))
}
