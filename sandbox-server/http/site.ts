/** The exported site: pages under addresses without `.html`, each with its own policy, and their files. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import send from 'send'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { HTML_TYPE, pathOf } from './reply.ts'
import { pagePolicy } from './security-headers.ts'
import { openFile, TextSender } from './text-files.ts'

interface Page {
  name: string
  html: Buffer
  policy: string
  /** Version of the file when it was read. A change makes the server read it again. */
  version: string
}

/** Next.js puts a hash into each of these names, so the content of a name never changes. */
const IMMUTABLE = '/_next/static/'
const YEAR_SECONDS = 31_536_000

/** Compressible files, beside the pages. Fonts and pictures are compressed already. */
const TEXT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
}

export class Site {
  readonly #folder: string
  readonly #pages = new Map<string, Page>()
  readonly #text = new TextSender()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Whether the site has been exported. */
  async isExported(): Promise<boolean> {
    return (await this.#readPage('index.html')) !== undefined
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new KindlabError('not_found')
    const path = decodePath(pathOf(request))
    if (path === undefined) return this.#serveMissing(response)
    const page = await this.#findPage(path)
    if (page !== undefined) return this.#sendPage(response, 200, page)
    if (path.endsWith('/')) return this.#serveMissing(response)
    const type = TEXT_TYPES[extname(path)]
    return type === undefined ? this.#serveFile(request, response, path) : this.#serveText(response, path, type)
  }

  async #findPage(path: string): Promise<Page | undefined> {
    const name = path.replace(/\/$/, '')
    if (name.endsWith('.html')) return this.#readPage(name)
    return (name === '' ? undefined : await this.#readPage(`${name}.html`)) ?? this.#readPage(`${name}/index.html`)
  }

  async #readPage(name: string): Promise<Page | undefined> {
    await using file = await openFile(join(this.#folder, name))
    if (file === undefined) return undefined
    const known = this.#pages.get(name)
    if (known?.version === file.version) return known
    if (known !== undefined) this.#clearCache()
    const html = await file.read()
    const page = { name, html, policy: pagePolicy(html.toString()), version: file.version }
    this.#pages.set(name, page)
    return page
  }

  /** A new export replaced the old one: most cached names are obsolete. */
  #clearCache(): void {
    this.#pages.clear()
    this.#text.clear()
  }

  /** Browsers must not cache pages: an old page would load scripts that no longer exist. */
  async #sendPage(response: ServerResponse, status: number, { name, html, policy, version }: Page): Promise<void> {
    const headers = { 'cache-control': 'no-store', 'content-type': HTML_TYPE, 'content-security-policy': policy }
    await this.#text.send(response, status, headers, { name, version, read: async () => html })
  }

  async #serveText(response: ServerResponse, path: string, type: string): Promise<void> {
    await using file = await openFile(join(this.#folder, path))
    if (file === undefined) return this.#serveMissing(response)
    const { version, read } = file
    await this.#text.sendIfChanged(
      response,
      { 'cache-control': cacheOf(path), 'content-type': type },
      { name: path, version, read },
    )
  }

  async #serveFile(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const missing = (): void => {
      this.#serveMissing(response).then(resolve, reject)
    }
    send(request, encodeURI(path), { root: this.#folder, index: false, dotfiles: 'ignore', cacheControl: false })
      .on('headers', (file: ServerResponse) => file.setHeader('cache-control', cacheOf(path)))
      .on('error', missing)
      .on('directory', missing)
      .pipe(response)
    response.once('close', resolve)
    return promise
  }

  async #serveMissing(response: ServerResponse): Promise<void> {
    const page = await this.#readPage('404.html')
    if (page === undefined) throw new KindlabError('not_found', { detail: 'the site has not been exported' })
    await this.#sendPage(response, 404, page)
  }
}

/** Private: a shared cache would give the files to visitors without the access code. */
function cacheOf(path: string): string {
  return path.startsWith(IMMUTABLE) ? `private, max-age=${YEAR_SECONDS}, immutable` : 'private, max-age=0'
}

/** Undefined for a path that cannot name a file of the site: `..`, empty or hidden parts, control characters, broken escapes. */
function decodePath(path: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return undefined
  }
  const isPlain = !/[\p{Cc}\\]|\/\//u.test(decoded) && !decoded.split('/').some((part) => part.startsWith('.'))
  return isPlain ? decoded : undefined
}
