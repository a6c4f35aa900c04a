import { once } from 'node:events'
import { request, type IncomingHttpHeaders } from 'node:http'
import * as z from 'zod'
import { REQUEST_HEADER } from '#protocol/routes.ts'

export interface TestAnswer {
  status: number
  headers: IncomingHttpHeaders
  /** Its `content-security-policy`. */
  policy: string
  text: string
  /** The body, taken for JSON. */
  json: unknown
  /** Code of the error that the body tells of. */
  code: string | undefined
}

export interface TestRequest {
  method?: string
  headers?: Record<string, string | undefined>
  /** Sent as JSON unless it is text. */
  body?: unknown
}

const ErrorBody = z.object({ error: z.object({ code: z.string() }) })

/** A browser as far as HTTP goes: keeps cookies, and says where a request comes from. Any header can be made wrong. */
export class HttpClient {
  readonly origin: string
  readonly cookies = new Map<string, string>()

  constructor(origin: string) {
    this.origin = origin
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async get(path: string, headers: Record<string, string | undefined> = {}): Promise<TestAnswer> {
    return this.send(path, { headers })
  }

  async post(path: string, body?: unknown, headers: Record<string, string | undefined> = {}): Promise<TestAnswer> {
    return this.send(path, { method: 'POST', body, headers })
  }

  /** The path is sent as it is written: nothing is normalised. */
  async send(path: string, { method = 'GET', headers = {}, body }: TestRequest): Promise<TestAnswer> {
    const own = { origin: this.origin, [REQUEST_HEADER.name]: REQUEST_HEADER.value }
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const isChunked = headers['transfer-encoding'] !== undefined
    const length = text === undefined || isChunked ? {} : { 'content-length': String(Buffer.byteLength(text)) }
    const type = text === undefined ? {} : { 'content-type': 'application/json', ...length }
    const cookie = this.cookies.size === 0 ? {} : { cookie: this.cookieHeader }
    const fields = { ...(method === 'GET' ? {} : own), ...type, ...cookie, ...headers }
    const { hostname, port } = new URL(this.origin)
    const sent = request({ hostname, port, method, path, headers: definedOnly(fields), agent: false })
    sent.end(text)
    const [response] = await once(sent, 'response')
    const chunks: Buffer[] = []
    for await (const chunk of response) chunks.push(Buffer.from(chunk))
    this.#keepCookies(response.headers['set-cookie'] ?? [])
    return toAnswer(response.statusCode, response.headers, Buffer.concat(chunks).toString())
  }

  #keepCookies(lines: string[]): void {
    for (const line of lines) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }
}

function toAnswer(status: number, headers: IncomingHttpHeaders, text: string): TestAnswer {
  const json: unknown = headers['content-type'] === 'application/json' ? JSON.parse(text) : undefined
  const failure = ErrorBody.safeParse(json)
  const policy = String(headers['content-security-policy'])
  return { status, headers, policy, text, json, code: failure.success ? failure.data.error.code : undefined }
}

function definedOnly(fields: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
