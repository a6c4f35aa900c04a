/** The exported site: pages under clean addresses, each with its own policy, and the files they need. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import send from 'send'
import { KindlabError } from '#protocol/errors.ts'
import { HTML_TYPE, pathOf } from './answer.ts'
import { pagePolicy } from './security-headers.ts'
import { openFile, TextSender } from './text-files.ts'

interface Page {
  name: string
  html: Buffer
  policy: string
  /** What the file was when it was read: it is read again when that changes. */
  version: string
}

/** Next.js puts a hash into each of these names, so what a name means never changes. */
const IMMUTABLE = '/_next/static/'
const YEAR_SECONDS = 31_536_000

/** What is worth compressing, beside the pages. Fonts and pictures are compressed already. */
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

  /** Whether there is anything to show. */
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
    if (known !== undefined) this.#forgetExport()
    const html = await file.read()
    const page = { name, html, policy: pagePolicy(html.toString()), version: file.version }
    this.#pages.set(name, page)
    return page
  }

  /** Another export is in place: most of what is known has names that nobody asks for any more. */
  #forgetExport(): void {
    this.#pages.clear()
    this.#text.forget()
  }

  /** Pages are never kept by the browser: an old one would ask for scripts that are gone. */
  async #sendPage(response: ServerResponse, status: number, { name, html, policy, version }: Page): Promise<void> {
    const headers = { 'cache-control': 'no-store', 'content-type': HTML_TYPE, 'content-security-policy': policy }
    await this.#text.send(response, status, headers, { name, version, read: async () => html })
  }

  async #serveText(response: ServerResponse, path: string, type: string): Promise<void> {
    await using file = await openFile(join(this.#folder, path))
    if (file === undefined) return this.#serveMissing(response)
    const cache = path.startsWith(IMMUTABLE) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'public, max-age=0'
    const { version, read } = file
    await this.#text.sendIfChanged(
      response,
      { 'cache-control': cache, 'content-type': type },
      { name: path, version, read },
    )
  }

  async #serveFile(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const cache = path.startsWith(IMMUTABLE) ? { immutable: true, maxAge: YEAR_SECONDS * 1000 } : {}
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const missing = (): void => {
      this.#serveMissing(response).then(resolve, reject)
    }
    send(request, encodeURI(path), { root: this.#folder, index: false, dotfiles: 'ignore', ...cache })
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

/** Undefined for what names no file of a site: parts above the folder or without a name, hidden files, control characters, broken escapes. */
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
