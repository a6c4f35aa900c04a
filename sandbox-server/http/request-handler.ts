import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { ACCESS_PATH } from './access-routes.ts'
import { SIGN_IN_PATH } from './sign-in-routes.ts'
import { pathOf, sendReply, sendError } from './reply.ts'
import type { Gatekeeper } from './gatekeeper.ts'
import type { Router } from './router.ts'
import { SECURITY_HEADERS } from './security-headers.ts'
import type { Site } from './site.ts'

export interface RequestHandlerOptions {
  router: Router
  gatekeeper: Gatekeeper
  site: Site
  /** Learners open an https address. */
  isSecure: boolean
  log: Logger
}

/** The page that lets a visitor in, by the code of the refusal. */
const ASKING_PATHS = new Map<string, string>([
  ['access.required', ACCESS_PATH],
  ['sign_in.required', SIGN_IN_PATH],
])

/** Replies to every HTTP request: from a route, or else from the site. Never throws. */
export class RequestHandler {
  readonly #options: RequestHandlerOptions

  constructor(options: RequestHandlerOptions) {
    this.#options = options
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
    if (this.#options.isSecure) response.setHeader('strict-transport-security', 'max-age=31536000')
    try {
      this.#options.gatekeeper.requireAddress(request)
      await this.#dispatch(request, response)
    } catch (error) {
      sendError(response, error, this.#options.log)
    }
  }

  async #dispatch(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { router, gatekeeper } = this.#options
    const path = pathOf(request)
    const match = router.match(request.method ?? '', path)
    if (match !== undefined) {
      const call = await gatekeeper.admit(match.route.action, request, match.params)
      sendReply(response, await match.route.handle(call))
      return
    }
    if (path.startsWith('/api/')) throw new KindlabError('not_found')
    await this.#serveSite(request, response)
  }

  async #serveSite(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#options.gatekeeper.admit('site.read', request, {})
    } catch (error) {
      const path = error instanceof KindlabError ? ASKING_PATHS.get(error.code) : undefined
      if (path === undefined) throw error
      const location = `${path}?next=${encodeURIComponent(request.url ?? '/')}`
      sendReply(response, { status: 303, headers: { location } })
      return
    }
    await this.#options.site.serve(request, response)
  }
}
