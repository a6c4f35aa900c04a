/** Reads the state of one node: systemd units, the runtime's Pods, and the CNI plugin's files. Works without the API server. */
import * as z from 'zod'
import type { Sandbox, SandboxNode } from '#server/providers/provider.ts'
import { parseBoundedJson } from './bounded-json.ts'

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
  /** From the name of the first file, which is the one runtimes use: `10-flannel.conflist` gives `flannel`. */
  cni: string | null
  pods: readonly RuntimePod[]
}

/** The output of the probe on one node. */
export interface NodeOutput {
  node: SandboxNode
  text: string
  isTruncated: boolean
}

const TIMEOUT_MS = 5_000
/** About 200 Pods with their containers. The answer comes from the learner's node, so the server limits its own work. */
const MAX_OUTPUT_BYTES = 524_288
const MAX_OBJECTS = 2_000
/** The page shows it in place of the runtime's state. */
const TOO_MANY = 'lists more than can be shown here'

/**
 * Prints one line per value, so that a program that fails leaves only its own line empty. Pod addresses come from the CNI plugin, which has
 * one file per address with the sandbox id in it: reading them from the runtime would take one command per Pod.
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

/** @throws KindlabError like `Sandbox.exec` */
export async function probeNode(sandbox: Sandbox, node: SandboxNode, signal: AbortSignal): Promise<NodeOutput> {
  const limits = { timeoutMs: TIMEOUT_MS, maxOutputBytes: MAX_OUTPUT_BYTES, signal }
  const options = { node: node.id, argv: ['bash', '--noprofile', '--norc', '-s'], stdin: SCRIPT, ...limits }
  const { stdout, isTruncated } = await sandbox.exec(options)
  return { node: { id: node.id, name: node.name }, text: stdout, isTruncated }
}

/** Truncated output has no whole list of Pods. That is a problem, not a node without Pods. */
export function readNodeOutput({ node, text, isTruncated }: NodeOutput): NodeReading {
  const reading = parseProbe(node, text)
  return isTruncated ? { ...reading, runtime: TOO_MANY, pods: [] } : reading
}

/** Drops the objects above the limit before zod checks them. */
const limitedArray = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (Array.isArray(value) ? value.slice(0, MAX_OBJECTS) : value), z.array(item))

const PodList = z.object({
  items: limitedArray(
    z.object({
      id: z.string(),
      metadata: z.object({ name: z.string(), namespace: z.string() }),
      state: z.string(),
      createdAt: z.string().regex(/^\d{1,20}$/),
    }),
  ),
})

const Container = z.object({
  podSandboxId: z.string(),
  metadata: z.object({ name: z.string() }),
  state: z.string(),
  createdAt: z.string().regex(/^\d{1,20}$/),
})
const ContainerList = z.object({ containers: limitedArray(Container) })

export function parseProbe(node: SandboxNode, output: string): NodeReading {
  const [kubelet = '', runtime = '', cni = '', pods = '', containers = '', ...addresses] = output.split('\n')
  const ips = new Map(addresses.map((line): [string, string] => [line.split(' ')[1] ?? '', line.split(' ')[0] ?? '']))
  const byPod = Map.groupBy(parseJson(ContainerList, containers)?.containers ?? [], ({ podSandboxId }) => podSandboxId)
  return {
    node,
    kubelet: kubelet === '' ? 'unknown' : kubelet,
    runtime: runtime === '' ? 'unknown' : runtime,
    cni: cni === '' ? null : cni.replace(/^\d+-/, '').replace(/\.[a-z]+$/, ''),
    pods: (parseJson(PodList, pods)?.items ?? []).map(({ id, metadata, state, createdAt }) => ({
      id,
      key: `${metadata.namespace}/${metadata.name}`,
      isReady: state === 'SANDBOX_READY',
      createdAt: BigInt(createdAt),
      ip: ips.get(id) ?? null,
      containers: (byPod.get(id) ?? []).map(toContainer),
    })),
  }
}

function toContainer({ metadata, state, createdAt }: z.infer<typeof Container>): RuntimeContainer {
  return { name: metadata.name, isRunning: state === 'CONTAINER_RUNNING', createdAt: BigInt(createdAt) }
}

/** Undefined when the program failed or does not exist. */
function parseJson<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> | undefined {
  return schema.safeParse(parseBoundedJson(text)).data
}
