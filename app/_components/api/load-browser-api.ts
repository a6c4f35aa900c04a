import { KindlabError } from '#protocol/errors.ts'
import type * as BrowserApi from './browser-api.ts'

/** The API and the schemas it checks answers by: an eighth of the page's code, and nothing that reading needs. */
export async function loadBrowserApi(): Promise<typeof BrowserApi> {
  try {
    return await import('./browser-api.ts')
  } catch (cause) {
    throw new KindlabError('server.unreachable', { cause })
  }
}
