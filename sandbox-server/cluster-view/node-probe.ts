/** Asks one node what runs on it: systemd, the runtime, and what the CNI plugin has written down. Works without the API server. */
import * as z from 'zod'
import type { Sandbox, SandboxNode } from '#server/providers/provider.ts'

export interface RuntimePod {
  id: string
  /** `<namespace>/<name>` */
  key: string
  isReady: boolean
  createdAt: bigint
  ip: string | null
  containers: readonly RuntimeContainer[]
}

export interface RuntimeContainer {
  name: string
  isRunning: boolean
  createdAt: bigint
}

export interface NodeReading {
  node: SandboxNode
  kubelet: string
  runtime: string
  /** From the name of the first file, as runtimes choose it: `10-flannel.conflist` is `flannel`. */
  cni: string | null
  pods: readonly RuntimePod[]
}

const TIMEOUT_MS = 5_000
const MAX_OUTPUT_BYTES = 4_194_304

/**
 * One line for each question, so that a program that fails leaves only its own line empty. The plugin keeps a file for each address, with the
 * id of the sandbox in it: asking the runtime for them would be a command for each Pod.
 */
const SCRIPT = String.raw`
line() { tr -d '\n' <<<"$1"; echo; }
line "$(systemctl show --property ActiveState --value kubelet)"
line "$(systemctl show --property ActiveState --value containerd)"
line "$(ls /etc/cni/net.d 2>/dev/null | grep -E '\.(conf|conflist|json)$' | head -n 1)"
line "$(timeout 2 crictl pods -o json 2>/dev/null)"
line "$(timeout 2 crictl ps -a -o json 2>/dev/null)"
for file in /run/cni-ipam-state/*/*.*.*.* /var/lib/cni/networks/*/*.*.*.*; do
  [ -f "$file" ] && echo "$(basename "$file") $(head -n 1 "$file" | tr -d '\r')"
done
true
`

/** @throws KindlabError as `Sandbox.exec` */
export async function probeNode(sandbox: Sandbox, node: SandboxNode, signal: AbortSignal): Promise<NodeReading> {
  const limits = { timeoutMs: TIMEOUT_MS, maxOutputBytes: MAX_OUTPUT_BYTES, signal }
  const { stdout } = await sandbox.exec({ node: node.id, argv: ['bash', '-s'], stdin: SCRIPT, ...limits })
  return readProbe(node, stdout)
}

const PodList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      metadata: z.object({ name: z.string(), namespace: z.string() }),
      state: z.string(),
      createdAt: z.string().regex(/^\d+$/),
    }),
  ),
})

const ContainerList = z.object({
  containers: z.array(
    z.object({
      podSandboxId: z.string(),
      metadata: z.object({ name: z.string() }),
      state: z.string(),
      createdAt: z.string().regex(/^\d+$/),
    }),
  ),
})

export function readProbe(node: SandboxNode, output: string): NodeReading {
  const [kubelet = '', runtime = '', cni = '', pods = '', containers = '', ...addresses] = output.split('\n')
  const ips = new Map(addresses.map((line): [string, string] => [line.split(' ')[1] ?? '', line.split(' ')[0] ?? '']))
  const all = readJson(ContainerList, containers)?.containers ?? []
  return {
    node,
    kubelet: kubelet === '' ? 'unknown' : kubelet,
    runtime: runtime === '' ? 'unknown' : runtime,
    cni: cni === '' ? null : cni.replace(/^\d+-/, '').replace(/\.[a-z]+$/, ''),
    pods: (readJson(PodList, pods)?.items ?? []).map(({ id, metadata, state, createdAt }) => ({
      id,
      key: `${metadata.namespace}/${metadata.name}`,
      isReady: state === 'SANDBOX_READY',
      createdAt: BigInt(createdAt),
      ip: ips.get(id) ?? null,
      containers: all.filter(({ podSandboxId }) => podSandboxId === id).map(toContainer),
    })),
  }
}

function toContainer({ metadata, state, createdAt }: z.infer<typeof ContainerList>['containers'][number]) {
  return { name: metadata.name, isRunning: state === 'CONTAINER_RUNNING', createdAt: BigInt(createdAt) }
}

/** Undefined for what is no answer: the program failed, or was not there. */
function readJson<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
