import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'

/** New network, mount and PID namespaces. */
export interface PrivateNamespaces extends AsyncDisposable {
  /** Process id of PID 1 of the namespace, as the machine sees it. */
  readonly pid: number
  /** Arguments for nsenter(1), before the program to run inside. */
  readonly enter: readonly string[]
}

const NEW = ['--pid', '--fork', '--kill-child', '--net', '--mount', '--propagation', 'private'] as const

/**
 * PID 1 of the namespace; reaps orphans. It ends when its stdin closes, so also when the test is killed; the kernel then ends all other processes.
 * `/run` is replaced because a daemon would find the machine's containerd there. `/lib/modules` is mounted into every node, so tests place files there.
 */
const INIT = `read -r pid _ </proc/self/stat
mount -t proc proc /proc
mount -t tmpfs tmpfs /run
mkdir -p /lib/modules
mount -t tmpfs tmpfs /lib/modules
echo "$pid"
read -r || exit 0`

export async function openNamespaces(): Promise<PrivateNamespaces> {
  if (process.getuid?.() !== 0) throw new Error('this test needs root, to start a private Docker daemon')
  const holder = spawn('unshare', [...NEW, 'bash', '-ec', INIT], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(holder, 'exit')
  const [line] = await Promise.race([once(holder.stdout, 'data'), ended])
  const pid = Number(line)
  if (holder.exitCode !== null) throw new Error(`no namespaces: unshare ended with ${holder.exitCode}`)
  return {
    pid,
    enter: ['--target', String(pid), '--net', '--mount', '--pid', '--'],
    [Symbol.asyncDispose]: async () => {
      holder.stdin.end()
      await ended
    },
  }
}
