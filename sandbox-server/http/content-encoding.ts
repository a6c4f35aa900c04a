/** Compression of text files, by the `Accept-Encoding` of the client. */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

/** Nearly as small as the highest quality, in a tenth of its time. */
const BROTLI_QUALITY = 9

/** The smaller one first. Browsers accept Brotli only over HTTPS and from loopback. */
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
  identity: async (content: Buffer) => content,
} as const

export type ContentEncoding = keyof typeof ENCODERS

const PREFERRED: readonly ContentEncoding[] = ['br', 'gzip']

/** Chooses by the `accept-encoding` of the request; `identity`: uncompressed. */
export function chooseEncoding(accepted: string | undefined): ContentEncoding {
  const taken = new Set<string>()
  for (const part of (accepted ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((word) => word.trim())
    if (!parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))) taken.add(name)
  }
  return PREFERRED.find((encoding) => taken.has(encoding)) ?? 'identity'
}

export interface EncodedFile {
  /** Path below the site. */
  name: string
  /** Changes with the content. */
  version: string
  encoding: ContentEncoding
}

/**
 * Cache of files in each encoding. The cache compresses a file at its first request, and again after a change of the file. It also holds the files for
 * clients that accept no compression: many of them must not hold a copy each.
 */
export class EncodedFiles {
  readonly #forms = new Map<string, { version: string; content: Promise<Buffer> }>()

  async get({ name, version, encoding }: EncodedFile, readPlain: () => Promise<Buffer>): Promise<Buffer> {
    const key = `${encoding} ${name}`
    const known = this.#forms.get(key)
    if (known?.version === version) return known.content
    const content = readPlain().then(ENCODERS[encoding])
    this.#forms.set(key, { version, content })
    content.catch(() => {
      // The next request tries again.
      if (this.#forms.get(key)?.content === content) this.#forms.delete(key)
    })
    return content
  }

  clear(): void {
    this.#forms.clear()
  }
}
