import type { TerminalId } from '#protocol/control.ts'

/** Ties each tab to its panel for assistive technology. `prefix` is this panel's own. */
export interface TabIds {
  tab: string
  panel: string
}

export function tabIds(prefix: string, id: TerminalId): TabIds {
  return { tab: `${prefix}tab-${id}`, panel: `${prefix}panel-${id}` }
}
