/** Files of text on the disk, and how they are sent: compressed where that is taken. */
import { open } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { chooseEncoding, EncodedFiles } from './content-encoding.ts'

export interface OpenFile extends AsyncDisposable {
  /** Changes with the content. */
  version: string
  read: () => Promise<Buffer>
}

/** Facts and content are of one open file: between two looks at its path it may be replaced. Undefined where there is no file. */
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

  forget(): void {
    this.#encoded.forget()
  }

  async send(
    response: ServerResponse,
    status: number,
    headers: Readonly<Record<string, string>>,
    { name, version, read }: TextFile,
  ): Promise<void> {
    const encoding = chooseEncoding(response.req.headers['accept-encoding'])
    const content = await (encoding === undefined ? read() : this.#encoded.get({ name, version, encoding }, read))
    response.writeHead(status, {
      ...headers,
      ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
      'content-length': content.byteLength,
      vary: 'accept-encoding',
    })
    response.end(response.req.method === 'HEAD' ? undefined : content)
  }

  /** The same, or that the browser has it already. */
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
