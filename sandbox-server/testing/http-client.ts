import { once } from 'node:events'
import { request, type IncomingHttpHeaders } from 'node:http'
import * as z from 'zod'
import { ENDPOINTS } from '#protocol/api.ts'
import { type Endpoint } from '#protocol/endpoint.ts'
import { REQUEST_HEADER } from '#protocol/request-header.ts'

export interface TestAnswer {
  status: number
  headers: IncomingHttpHeaders
  /** Its `content-security-policy`. */
  policy: string
  text: string
  /** The body, taken for JSON. */
  json: unknown
  /** The error code in the body. */
  code: string | undefined
}

export interface TestRequest {
  method?: string
  headers?: Record<string, string | undefined>
  /** Sent as JSON unless it is text. */
  body?: unknown
}

const ErrorBody = z.object({ error: z.object({ code: z.string() }) })

/** The HTTP part of a browser: it keeps cookies and sends its origin. A test can set any header. */
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

  /** The path is sent as written, without normalisation. */
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
    const answer = toAnswer(response.statusCode, response.headers, Buffer.concat(chunks).toString())
    requireConformity(method, path, answer)
    return answer
  }

  #keepCookies(lines: string[]): void {
    for (const line of lines) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }
}

/** Every successful answer of an endpoint has the status and the schema of protocol/api.ts. */
function requireConformity(method: string, path: string, { status, json }: TestAnswer): void {
  if (status >= 300) return
  const endpoint = Object.values<Endpoint>(ENDPOINTS).find((each) => each.method === method && matches(each.path, path))
  if (endpoint === undefined) return
  const problems = endpoint.answer.safeParse(json).error?.issues ?? []
  if (endpoint.status === status && problems.length === 0) return
  throw new Error(`${method} ${path} answered ${status}, not as protocol/api.ts says: ${JSON.stringify(problems)}`)
}

function matches(pattern: string, path: string): boolean {
  const [pathname = ''] = path.split('?')
  const expected = pattern.split('/')
  const segments = pathname.split('/')
  return (
    expected.length === segments.length &&
    expected.every((segment, index) => segment.startsWith(':') || segment === segments[index])
  )
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
