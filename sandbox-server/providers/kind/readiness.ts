import { KindlabError } from '#protocol/kindlab-error.ts'
import type { ExecOptions, ExecResult, Sandbox } from '#server/providers/provider.ts'
import { CANARY, CANARY_NAMESPACE } from './canary.ts'

const NODES_DEADLINE_SECONDS = 120
const DNS_DEADLINE_SECONDS = 120
/** kubectl reports its own timeout with more detail, so the exec ends after it. */
const EXEC_EXTRA_MS = 5_000
/** The server's own kubeconfig is copied at the same time. */
const KUBECONFIG = '/etc/kubernetes/admin.conf'

/**
 * Returns once every node is Ready and a Pod got an answer from DNS. Removes the Pod and its events.
 * @throws KindlabError `sandbox.boot_failed` with the last line of kubectl
 */
export async function waitUntilReady(sandbox: Sandbox, signal: AbortSignal): Promise<void> {
  const kubectl = makeKubectl(sandbox, signal)
  await kubectl(['create', 'namespace', CANARY_NAMESPACE])
  await kubectl(
    ['wait', 'serviceaccount/default', '-n', CANARY_NAMESPACE, '--for=create', `--timeout=${NODES_DEADLINE_SECONDS}s`],
    { seconds: NODES_DEADLINE_SECONDS },
  )
  await kubectl(['create', '-f', '-'], { stdin: CANARY })
  await Promise.all([
    kubectl(['wait', 'nodes', '--all', '--for=condition=Ready', `--timeout=${NODES_DEADLINE_SECONDS}s`], {
      seconds: NODES_DEADLINE_SECONDS,
    }),
    kubectl(
      [
        'wait',
        'pod/canary',
        '-n',
        CANARY_NAMESPACE,
        '--for=jsonpath={.status.phase}=Succeeded',
        `--timeout=${DNS_DEADLINE_SECONDS}s`,
      ],
      { seconds: DNS_DEADLINE_SECONDS },
    ),
  ])
  await requireNodeCount(kubectl, sandbox.nodes.length)
  await kubectl(['delete', 'pod/canary', '-n', CANARY_NAMESPACE, '--now'])
  // The namespace's events are removed with it. The deletion takes seconds and needs no wait.
  await kubectl(['delete', 'namespace', CANARY_NAMESPACE, '--wait=false'])
}

type Kubectl = (argv: readonly string[], options?: { stdin?: string; seconds?: number }) => Promise<ExecResult>

function makeKubectl(sandbox: Sandbox, signal: AbortSignal): Kubectl {
  return async (argv, { stdin, seconds = 30 } = {}) => {
    const options: ExecOptions = {
      node: 'control-plane',
      argv: ['kubectl', ...argv],
      env: { KUBECONFIG },
      timeoutMs: seconds * 1000 + EXEC_EXTRA_MS,
      signal,
    }
    const result = await sandbox.exec(stdin === undefined ? options : { ...options, stdin })
    if (result.exitCode === 0) return result
    const last = (result.stderr.trim() || result.stdout.trim()).split('\n').at(-1) ?? ''
    throw new KindlabError('sandbox.boot_failed', { detail: `kubectl ${argv.slice(0, 2).join(' ')}: ${last}` })
  }
}

async function requireNodeCount(kubectl: Kubectl, expected: number): Promise<void> {
  const { stdout } = await kubectl(['get', 'nodes', '-o', 'name'])
  const found = stdout.split('\n').filter((line) => line !== '').length
  if (found !== expected) {
    throw new KindlabError('sandbox.boot_failed', { detail: `${found} of ${expected} nodes joined` })
  }
}
