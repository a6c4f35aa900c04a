import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'

/** A network, mounts and processes of their own, for whoever enters. */
export interface PrivateNamespaces extends AsyncDisposable {
  /** Of its first process, seen from outside. */
  readonly pid: number
  /** Arguments for nsenter(1), before the program that is to run inside. */
  readonly enter: readonly string[]
}

const NEW = ['--pid', '--fork', '--kill-child', '--net', '--mount', '--propagation', 'private'] as const

/**
 * The first process inside, which buries orphans. When it ends, the kernel ends all the others with it; and it ends when nobody holds its input any more,
 * so also when the test that has started it was killed. `/run`: a daemon would find the machine's own containerd there. `/lib/modules`: Docker shows
 * this folder to every node, and a test may put something there.
 */
const FIRST = `read -r pid _ </proc/self/stat
mount -t proc proc /proc
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /lib/modules
echo "$pid"
read -r || exit 0`

export async function openNamespaces(): Promise<PrivateNamespaces> {
  if (process.getuid?.() !== 0) throw new Error('a Docker daemon of its own, which this test may kill, takes root')
  const holder = spawn('unshare', [...NEW, 'bash', '-ec', FIRST], { stdio: ['pipe', 'pipe', 'inherit'] })
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
