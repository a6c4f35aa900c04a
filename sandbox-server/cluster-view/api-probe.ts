/** Reads the cluster's objects from the API server, with kubectl on the control plane node. */
import * as z from 'zod'
import type { Sandbox } from '#server/providers/provider.ts'
import { parseBoundedJson } from './bounded-json.ts'
import { type ApiEndpointSlice, ApiList, type ApiNode, type ApiPod, type ApiService } from './api-objects.ts'

export interface ApiReading {
  nodes: readonly ApiNode[]
  pods: readonly ApiPod[]
  services: readonly ApiService[]
  slices: readonly ApiEndpointSlice[]
}

export type ApiAnswer = { ok: true; reading: ApiReading } | ApiProblem

/** The output of kubectl. */
export type ApiOutput = { ok: true; text: string } | ApiProblem

interface ApiProblem {
  ok: false
  problem: string
}

const TIMEOUT_MS = 5_000
/** kubectl prints about 10 KiB per Pod. The answer comes from the learner's node, so the server limits its own work. */
const MAX_OUTPUT_BYTES = 2_097_152
const MAX_OBJECTS_PER_KIND = 2_000
export const TOO_MANY: ApiProblem = { ok: false, problem: 'It knows of more than can be shown here' }
const ARGV = [
  'kubectl',
  'get',
  'nodes,pods,services,endpointslices',
  '--all-namespaces',
  '--output=json',
  '--request-timeout=2s',
]

/** @throws KindlabError like `Sandbox.exec` */
export async function probeApi(sandbox: Sandbox, signal: AbortSignal): Promise<ApiOutput> {
  const limits = { timeoutMs: TIMEOUT_MS, maxOutputBytes: MAX_OUTPUT_BYTES, signal }
  const result = await sandbox.exec({ node: 'control-plane', argv: ARGV, ...limits })
  if (result.exitCode !== 0) return { ok: false, problem: lastLine(result.stderr) }
  if (result.isTruncated) return TOO_MANY
  return { ok: true, text: result.stdout }
}

export function parseApiAnswer(text: string): ApiAnswer {
  const list = parseBoundedJson(text)
  if (hasTooMany(list)) return TOO_MANY
  const { data, error } = ApiList.safeParse(list)
  if (data === undefined)
    return { ok: false, problem: `Its answer was not understood: ${error.issues[0]?.message ?? ''}` }
  const { items } = data
  return {
    ok: true,
    reading: {
      nodes: items.filter((item) => item.kind === 'Node'),
      pods: items.filter((item) => item.kind === 'Pod'),
      services: items.filter((item) => item.kind === 'Service'),
      slices: items.filter((item) => item.kind === 'EndpointSlice'),
    },
  }
}

/** Counted before zod checks the objects, which takes longer than the parser. */
function hasTooMany(list: unknown): boolean {
  const { data } = z.object({ items: z.array(z.unknown()) }).safeParse(list)
  const byKind = Map.groupBy(data?.items ?? [], (item) =>
    typeof item === 'object' && item !== null && 'kind' in item ? item.kind : undefined,
  )
  return [...byKind.values()].some(({ length }) => length > MAX_OBJECTS_PER_KIND)
}

/** kubectl prints the cause of a failure last. */
function lastLine(stderr: string): string {
  return stderr.trim().split('\n').at(-1)?.slice(0, 200) ?? ''
}
