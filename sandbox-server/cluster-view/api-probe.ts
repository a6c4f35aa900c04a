/** Asks the API server, from the control plane's own node, for what it knows. */
import type { Sandbox } from '#server/providers/provider.ts'
import { type ApiEndpointSlice, ApiList, type ApiNode, type ApiPod, type ApiService } from './api-objects.ts'

export interface ApiReading {
  nodes: readonly ApiNode[]
  pods: readonly ApiPod[]
  services: readonly ApiService[]
  slices: readonly ApiEndpointSlice[]
}

export type ApiAnswer = { ok: true; reading: ApiReading } | { ok: false; problem: string }

const TIMEOUT_MS = 5_000
const MAX_OUTPUT_BYTES = 8_388_608
const ENV = { KUBECONFIG: '/etc/kubernetes/admin.conf', HOME: '/root' }
const ARGV = [
  'kubectl',
  'get',
  'nodes,pods,services,endpointslices',
  '--all-namespaces',
  '--output=json',
  '--request-timeout=2s',
]

/** @throws KindlabError as `Sandbox.exec` */
export async function probeApi(sandbox: Sandbox, signal: AbortSignal): Promise<ApiAnswer> {
  const limits = { timeoutMs: TIMEOUT_MS, maxOutputBytes: MAX_OUTPUT_BYTES, signal }
  const result = await sandbox.exec({ node: 'control-plane', argv: ARGV, env: ENV, ...limits })
  if (result.exitCode !== 0) return { ok: false, problem: lastLine(result.stderr) }
  if (result.isTruncated) return { ok: false, problem: 'It knows of more than can be shown here' }
  return readApi(result.stdout)
}

export function readApi(text: string): ApiAnswer {
  const { data, error } = ApiList.safeParse(parse(text))
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What kubectl says last is what is the matter. */
function lastLine(stderr: string): string {
  return stderr.trim().split('\n').at(-1)?.slice(0, 200) ?? ''
}
