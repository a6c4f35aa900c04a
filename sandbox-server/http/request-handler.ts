import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { KindlabError } from '#protocol/errors.ts'
import { ACCESS_PATH } from './access-routes.ts'
import { pathOf, sendAnswer, sendError } from './answer.ts'
import type { Gatekeeper } from './gatekeeper.ts'
import type { Router } from './router.ts'
import { SECURITY_HEADERS } from './security-headers.ts'
import type { Site } from './site.ts'

export interface RequestHandlerOptions {
  router: Router
  gatekeeper: Gatekeeper
  site: Site
  log: Logger
}

/** Answers every HTTP request: the API by its routes, everything else from the site. Never throws. */
export class RequestHandler {
  readonly #options: RequestHandlerOptions

  constructor(options: RequestHandlerOptions) {
    this.#options = options
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
    try {
      this.#options.gatekeeper.requireAddress(request)
      await this.#answer(request, response)
    } catch (error) {
      sendError(response, error, this.#options.log)
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { router, gatekeeper } = this.#options
    const path = pathOf(request)
    const match = router.match(request.method ?? '', path)
    if (match !== undefined) {
      const call = await gatekeeper.admit(match.route.action, request, match.params)
      sendAnswer(response, await match.route.handle(call))
      return
    }
    if (path.startsWith('/api/')) throw new KindlabError('not_found')
    await this.#serveSite(request, response)
  }

  async #serveSite(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#options.gatekeeper.admit('site.read', request, {})
    } catch (error) {
      if (!(error instanceof KindlabError) || error.code !== 'access.required') throw error
      const location = `${ACCESS_PATH}?next=${encodeURIComponent(request.url ?? '/')}`
      sendAnswer(response, { status: 303, headers: { location } })
      return
    }
    await this.#options.site.serve(request, response)
  }
}
