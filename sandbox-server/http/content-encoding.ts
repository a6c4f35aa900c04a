/** Text goes compressed to whoever takes that. */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

/** Nearly as small as the highest quality, in a tenth of its time. */
const BROTLI_QUALITY = 9

/** The better one first. Browsers speak Brotli only over HTTPS and with their own machine. */
const ENCODERS = {
  br: (content: Buffer) =>
    toBrotli(content, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
      },
    }),
  gzip: (content: Buffer) => toGzip(content, { level: constants.Z_BEST_COMPRESSION }),
} as const

export type ContentEncoding = keyof typeof ENCODERS

const PREFERRED: readonly ContentEncoding[] = ['br', 'gzip']

/** By the request's `accept-encoding`; undefined when the content has to go as it is. */
export function chooseEncoding(accepted: string | undefined): ContentEncoding | undefined {
  const taken = new Set<string>()
  for (const part of (accepted ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((word) => word.trim())
    if (!parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))) taken.add(name)
  }
  return PREFERRED.find((encoding) => taken.has(encoding))
}

export interface EncodedFile {
  /** Path below the site. */
  name: string
  /** Changes with the content. */
  version: string
  encoding: ContentEncoding
}

/** Files in the forms in which they were asked for: each is made once, and again when the file has changed. */
export class EncodedFiles {
  readonly #forms = new Map<string, { version: string; content: Promise<Buffer> }>()

  async get({ name, version, encoding }: EncodedFile, readPlain: () => Promise<Buffer>): Promise<Buffer> {
    const key = `${encoding} ${name}`
    const known = this.#forms.get(key)
    if (known?.version === version) return known.content
    const content = readPlain().then(ENCODERS[encoding])
    this.#forms.set(key, { version, content })
    content.catch(() => {
      // What could not be made is tried again by the next request.
      if (this.#forms.get(key)?.content === content) this.#forms.delete(key)
    })
    return content
  }

  forget(): void {
    this.#forms.clear()
  }
}
