/** Reads text files and sends them, compressed if the client accepts it. */
import { open } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { chooseEncoding, EncodedFiles } from './content-encoding.ts'

export interface OpenFile extends AsyncDisposable {
  /** Changes with the content. */
  version: string
  read: () => Promise<Buffer>
}

/** Metadata and content come from one open file, because the path may be replaced in between. Undefined if there is no file. */
export async function openFile(path: string): Promise<OpenFile | undefined> {
  const file = await open(path).catch(() => undefined)
  const facts = await file?.stat()
  if (file === undefined || facts?.isFile() !== true) {
    await file?.close()
    return undefined
  }
  const version = [facts.ino, facts.mtimeMs, facts.size].map((fact) => fact.toString(36)).join('-')
  return { version, read: () => file.readFile(), [Symbol.asyncDispose]: () => file.close() }
}

export interface TextFile {
  /** Path below the site. */
  name: string
  version: string
  read: () => Promise<Buffer>
}

export class TextSender {
  readonly #encoded = new EncodedFiles()

  clear(): void {
    this.#encoded.clear()
  }

  async send(
    response: ServerResponse,
    status: number,
    headers: Readonly<Record<string, string>>,
    { name, version, read }: TextFile,
  ): Promise<void> {
    const encoding = chooseEncoding(response.req.headers['accept-encoding'])
    const content = await this.#encoded.get({ name, version, encoding }, read)
    response.writeHead(status, {
      ...headers,
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      'content-length': content.byteLength,
      vary: 'accept-encoding',
    })
    response.end(response.req.method === 'HEAD' ? undefined : content)
  }

  /** Sends 304 if the browser has this version. */
  async sendIfChanged(
    response: ServerResponse,
    headers: Readonly<Record<string, string>>,
    file: TextFile,
  ): Promise<void> {
    const etag = `W/"${file.version}"`
    if (response.req.headers['if-none-match'] !== etag) return this.send(response, 200, { ...headers, etag }, file)
    response.writeHead(304, { ...headers, etag, vary: 'accept-encoding' }).end()
  }
}
