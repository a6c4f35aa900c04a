/** The exported site: pages under clean addresses, each with its own policy, and the files they need. */
import { open } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import send from 'send'
import { KindlabError } from '#protocol/errors.ts'
import { HTML_TYPE, pathOf, sendAnswer } from './answer.ts'
import { pagePolicy } from './security-headers.ts'

interface Page {
  html: string
  policy: string
  /** What the file was when it was read: it is read again when that changes. */
  version: string
}

/** Next.js puts a hash into each of these names, so what a name means never changes. */
const IMMUTABLE = '/_next/static/'

export class Site {
  readonly #folder: string
  readonly #pages = new Map<string, Page>()

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
    if (page !== undefined) return sendPage(response, 200, page)
    if (path.endsWith('/')) return this.#serveMissing(response)
    return this.#serveFile(request, response, path)
  }

  async #findPage(path: string): Promise<Page | undefined> {
    const name = path.replace(/\/$/, '')
    if (name.endsWith('.html')) return this.#readPage(name)
    return (name === '' ? undefined : await this.#readPage(`${name}.html`)) ?? this.#readPage(`${name}/index.html`)
  }

  async #readPage(name: string): Promise<Page | undefined> {
    // Facts and content of one open file: between two looks at its path the export may be swapped.
    await using file = await open(join(this.#folder, name)).catch(() => undefined)
    const facts = await file?.stat()
    if (file === undefined || facts?.isFile() !== true) return undefined
    const version = `${facts.ino} ${facts.mtimeMs} ${facts.size}`
    const known = this.#pages.get(name)
    if (known?.version === version) return known
    const html = await file.readFile('utf8')
    const page = { html, policy: pagePolicy(html), version }
    this.#pages.set(name, page)
    return page
  }

  async #serveFile(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const cache = path.startsWith(IMMUTABLE) ? { immutable: true, maxAge: '1y' } : {}
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
    sendPage(response, 404, page)
  }
}

/** Pages are never kept by the browser: an old one would ask for scripts that are gone. */
function sendPage(response: ServerResponse, status: number, { html, policy }: Page): void {
  sendAnswer(response, {
    status,
    text: { type: HTML_TYPE, content: html },
    headers: { 'content-security-policy': policy },
  })
}

/** Undefined for what names no file of a site: parts above the folder, control characters, broken escapes. */
function decodePath(path: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return undefined
  }
  const isPlain = !/[\p{Cc}\\]/u.test(decoded) && !decoded.split('/').includes('..')
  return isPlain ? decoded : undefined
}
