import type { IncomingMessage } from 'node:http'
import type * as z from 'zod/mini'
import { KindlabError } from '#protocol/errors.ts'

/** The largest body that any route understands is well below. */
const MAX_BODY_BYTES = 16_384

/** @throws KindlabError `request.too_large`, `request.invalid` with what is wrong where */
export async function readJson<Schema extends z.ZodMiniType>(
  request: IncomingMessage,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const text = await readText(request, 'application/json')
  const result = schema.safeParse(parseJson(text))
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new KindlabError('request.invalid', { detail: `${issue?.path.join('.') || 'body'}: ${issue?.message ?? ''}` })
}

/** The fields of an HTML form. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(request, 'application/x-www-form-urlencoded'))
}

async function readText(request: IncomingMessage, type: string): Promise<string> {
  const given = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  if (given !== type) throw new KindlabError('request.invalid', { detail: `the body is not ${type}` })
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw new KindlabError('request.too_large')
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    if (!(chunk instanceof Buffer)) continue
    length += chunk.length
    if (length > MAX_BODY_BYTES) throw new KindlabError('request.too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new KindlabError('request.invalid', { detail: 'the body is not JSON' })
  }
}
