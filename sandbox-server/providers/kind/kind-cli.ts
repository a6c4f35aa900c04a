import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { endDockerCommands } from './docker-commands.ts'
import { kindEnvironment } from './kind-environment.ts'
import { reasonOfFailure } from './kind-progress.ts'

export interface KindCli {
  /** Path of the kind binary. */
  binary: string
  /** kind and its docker commands get a few of these variables: kind-environment.ts. */
  environment: Readonly<Record<string, string | undefined>>
}

export interface KindCluster {
  name: string
  image: string
  network: string
  config: string
}

export interface KindRun {
  signal: AbortSignal
  onLine: (line: string) => void
}

/** kind's own time limits are at most 4 minutes; on a host that boots several clusters it can need most of that. */
const CREATE_DEADLINE_MS = 300_000
/** More than kind and kubeadm print for one failure. */
const MAX_LINES = 500

/**
 * Runs `kind create cluster`. On abort and at the deadline, kind and its docker commands are ended; the caller removes their objects.
 * @throws KindlabError `sandbox.boot_failed` with kind's last lines; the signal's reason
 */
export async function createCluster(cli: KindCli, cluster: KindCluster, { signal, onLine }: KindRun): Promise<void> {
  signal.throwIfAborted()
  // kind always writes a kubeconfig. It is discarded, because only the node itself can reach the address in it.
  const directory = await mkdtemp(join(tmpdir(), 'kindlab-'))
  try {
    const kubeconfig = join(directory, 'kubeconfig')
    const { name, image } = cluster
    const argv = ['create', 'cluster', '--name', name, '--image', image, '--config', '-', '--kubeconfig', kubeconfig]
    const child = spawn(cli.binary, argv, {
      // A separate process group identifies the docker commands of this kind process.
      detached: true,
      env: {
        ...kindEnvironment(cli.environment, join(directory, 'docker')),
        KIND_EXPERIMENTAL_DOCKER_NETWORK: cluster.network,
      },
      stdio: ['pipe', 'ignore', 'pipe'],
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(cluster.config)
    await untilEnd(child, { signal, onLine })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function untilEnd(child: ChildProcess, { signal, onLine }: KindRun): Promise<void> {
  const lastLines: string[] = []
  if (child.stderr !== null) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      lastLines.push(line)
      if (lastLines.length > MAX_LINES) lastLines.shift()
      onLine(line)
    })
  }
  const deadline = AbortSignal.timeout(CREATE_DEADLINE_MS)
  const ending = AbortSignal.any([signal, deadline])
  const killKind = (): void => {
    child.kill('SIGKILL')
  }
  ending.addEventListener('abort', killKind, { once: true })
  try {
    const code = await exitOf(child)
    if (ending.aborted && child.pid !== undefined) await endDockerCommands(child.pid)
    signal.throwIfAborted()
    const last = reasonOfFailure(lastLines)
    if (deadline.aborted) throw bootFailed(`kind did not end in ${CREATE_DEADLINE_MS / 1000} s (last: ${last})`)
    if (code !== 0) throw bootFailed(`kind ended with ${code} (last: ${last})`)
  } finally {
    ending.removeEventListener('abort', killKind)
  }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  child.on('error', (cause) => reject(bootFailed(`kind does not run: ${cause.message}`, cause)))
  child.on('close', (code) => resolve(code))
  return promise
}

function bootFailed(detail: string, cause?: unknown): KindlabError {
  return new KindlabError('sandbox.boot_failed', { detail, cause })
}
