/** Requests to our own server. Every answer is checked against its schema; every failure is a KindlabError. */
import * as z from 'zod/mini'
import { isErrorCode, KindlabError } from '#protocol/errors.ts'
import { REQUEST_HEADER } from '#protocol/routes.ts'
import { ErrorBody } from '#protocol/views.ts'

export interface ApiRequest {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  body?: unknown
}

const Failure = z.object({ error: ErrorBody })

/** Browsers drop whatever is under way when the machine's network changes, which on the server's own machine each cluster does. */
const ONCE_MORE_AFTER_MS = 250

export class ApiClient {
  readonly #fetch: typeof fetch

  constructor(fetchFrom: typeof fetch) {
    this.#fetch = fetchFrom
  }

  async read<Schema extends z.ZodMiniType>(request: ApiRequest, schema: Schema): Promise<z.infer<Schema>> {
    const response = await this.send(request)
    return understand(response, schema)
  }

  async send({ method, path, body }: ApiRequest): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/json', [REQUEST_HEADER.name]: REQUEST_HEADER.value }
    if (body !== undefined) headers['content-type'] = 'application/json'
    const content = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await this.#reach(path, { method, headers, cache: 'no-store', ...content })
    if (!response.ok) throw await failureOf(response)
    return response
  }

  /** Asks once more when nothing comes back. What must not happen twice, the server refuses the second time. */
  async #reach(path: string, request: RequestInit): Promise<Response> {
    try {
      return await this.#fetch(path, request).catch(async () => {
        await new Promise((resolve) => setTimeout(resolve, ONCE_MORE_AFTER_MS))
        return this.#fetch(path, request)
      })
    } catch (cause) {
      throw new KindlabError('server.unreachable', { cause })
    }
  }
}

export async function understand<Schema extends z.ZodMiniType>(
  response: Response,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const result = schema.safeParse(await bodyOf(response))
  if (!result.success) throw new KindlabError('request.invalid', { detail: response.url, cause: result.error })
  return result.data
}

async function failureOf(response: Response): Promise<KindlabError> {
  const result = Failure.safeParse(await bodyOf(response))
  // A proxy in front of a stopped server answers in its own words.
  if (!result.success) return new KindlabError(response.status >= 502 ? 'server.unreachable' : 'internal')
  const { code, detail } = result.data.error
  return new KindlabError(isErrorCode(code) ? code : 'internal', detail === undefined ? {} : { detail })
}

async function bodyOf(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined)
}
