import type { IncomingMessage } from 'node:http'
import type * as z from 'zod/mini'
import { KindlabError } from '#protocol/kindlab-error.ts'

/** More than the largest valid body of any endpoint. */
const MAX_BODY_BYTES = 16_384

/** Reads no body for a schema that accepts undefined. @throws KindlabError `request.too_large`, `request.invalid` with the path of the wrong field */
export async function readJson<Body>(request: IncomingMessage, schema: z.ZodMiniType<Body>): Promise<Body> {
  const withoutBody = schema.safeParse(undefined)
  if (withoutBody.success) return withoutBody.data
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
