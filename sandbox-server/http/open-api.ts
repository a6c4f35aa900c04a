import * as z from 'zod/mini'
import { ENDPOINT_NAMES, endpointOf } from '#protocol/api.ts'
import { type Endpoint, NOTHING } from '#protocol/endpoint.ts'
import { ErrorBody } from '#protocol/views.ts'

const SCHEMA_BASE = { openapi: '3.1.0', info: { title: 'Kindlab', version: '1' } } as const
const ERROR = {
  description: 'The error, with its code from docs/errors.md.',
  content: jsonContent(z.object({ error: ErrorBody })),
}

/** The OpenAPI 3.1 description of the endpoints of protocol/api.ts. */
export function describeApi(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const name of ENDPOINT_NAMES) {
    const endpoint: Endpoint = endpointOf(name)
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(name, endpoint) }
  }
  return { ...SCHEMA_BASE, paths }
}

function operationOf(name: string, { path, status, summary, body, answer }: Endpoint): Record<string, unknown> {
  const params = [...path.matchAll(/:(\w+)/g)].map(([, param]) => ({
    name: param,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  return {
    operationId: name,
    summary,
    ...(params.length === 0 ? {} : { parameters: params }),
    ...(body === NOTHING ? {} : { requestBody: { required: true, content: jsonContent(body) } }),
    responses: {
      [status]: { description: 'Success.', ...(answer === NOTHING ? {} : { content: jsonContent(answer) }) },
      default: ERROR,
    },
  }
}

function jsonContent(schema: z.ZodMiniType): Record<string, unknown> {
  return { 'application/json': { schema: z.toJSONSchema(schema) } }
}
