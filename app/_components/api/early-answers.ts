/** The answers to the requests of early-questions.ts. This file loads no schemas: it is part of every lesson page. */
import { browserStorage } from '../settings/browser-storage.ts'

/** In the session storage of the tab: the id of the lab that the tab showed last. */
export const LAB_KEY = 'kindlab.lab'

declare global {
  var kindlabAsked: Record<string, Promise<Response> | undefined> | undefined
}

/** Stores the lab whose terminals this tab shows, for the next page that the tab loads. */
export function rememberLab(labId: string): void {
  try {
    browserStorage('sessionStorage')?.setItem(LAB_KEY, labId)
  } catch {
    // Storage is full: the next page requests its ticket a little later.
  }
}

/** Returns each early answer once; sends every other request. */
export function withEarlyAnswers(fetchFrom: typeof fetch): typeof fetch {
  return async (input, init) =>
    (typeof input === 'string' ? takeEarly(`${init?.method} ${input}`) : undefined) ?? fetchFrom(input, init)
}

function takeEarly(question: string): Promise<Response> | undefined {
  const answer = globalThis.kindlabAsked?.[question]
  if (globalThis.kindlabAsked !== undefined) globalThis.kindlabAsked[question] = undefined
  return answer
}
