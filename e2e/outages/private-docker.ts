import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { waitFor } from '#server/time/wait-for.ts'
import { type EngineObjects, listEngineObjects, pingEngine } from './engine-api.ts'
import { openNamespaces, type PrivateNamespaces } from './private-namespaces.ts'

const run = promisify(execFile)
const MAX_OUTPUT_BYTES = 2 ** 24
const MAX_LOG_CHARACTERS = 2_000

interface Daemon {
  process: ChildProcess
  ended: Promise<unknown>
}

/**
 * A Docker daemon that a test may kill, with separate images, containers, networks and firewall rules. The machine's own daemon is not involved.
 * A signal for the private daemon cannot reach a process outside its namespaces.
 */
export class PrivateDocker implements AsyncDisposable {
  readonly host: string
  readonly #socketPath: string
  readonly #folder: string
  readonly #namespaces: PrivateNamespaces
  #daemon: Daemon | undefined
  #log = ''

  private constructor(folder: string, namespaces: PrivateNamespaces) {
    this.#folder = folder
    this.#namespaces = namespaces
    this.#socketPath = join(folder, 'docker.sock')
    this.host = `unix://${this.#socketPath}`
  }

  static async start(): Promise<PrivateDocker> {
    const namespaces = await openNamespaces()
    const docker = new PrivateDocker(await mkdtemp(join(tmpdir(), 'kindlab-docker-')), namespaces)
    try {
      await docker.restart()
      return docker
    } catch (error) {
      await docker[Symbol.asyncDispose]()
      throw error
    }
  }

  /** Arguments for nsenter(1), before a program that runs beside the daemon, with its network. */
  get enter(): readonly string[] {
    return this.#namespaces.enter
  }

  /** Runs the docker CLI, which shares no code with the product, and returns its output lines. */
  async runCli(...argv: string[]): Promise<string[]> {
    const { stdout } = await run('docker', ['--host', this.host, ...argv], { maxBuffer: MAX_OUTPUT_BYTES })
    return stdout.split('\n').filter((line) => line !== '')
  }

  async listObjects(): Promise<EngineObjects> {
    return listEngineObjects(this.#socketPath)
  }

  /** Copies images from the machine's own Docker. */
  async load(images: readonly string[]): Promise<void> {
    const script = 'set -o pipefail; docker save "${@:2}" | docker --host "$1" load'
    await run('bash', ['-c', script, 'bash', this.host, ...images], { maxBuffer: MAX_OUTPUT_BYTES })
  }

  /** Translates a path in the daemon's mount namespace into a path of the machine. */
  pathOnHost(path: string): string {
    return `/proc/${this.#namespaces.pid}/root${path}`
  }

  /** Sends SIGKILL to the daemon, as the kernel does when memory runs out. */
  async kill(): Promise<void> {
    await this.#signal('KILL')
    await this.#daemon?.ended
    this.#daemon = undefined
  }

  /** Stops the daemon: it accepts connections and answers none until thaw(). */
  async freeze(): Promise<void> {
    await this.#signal('STOP')
  }

  async thaw(): Promise<void> {
    await this.#signal('CONT')
    // nsenter stops itself when its child is stopped.
    this.#daemon?.process.kill('SIGCONT')
  }

  async restart(): Promise<void> {
    const [root, exec] = ['root', 'exec'].map((name) => join(this.#folder, name))
    const place = ['--data-root', `${root}`, '--exec-root', `${exec}`, '--pidfile', this.#pidFile, '--host', this.host]
    const argv = [...this.#namespaces.enter, 'dockerd', ...place, '--bridge', 'none']
    const daemon = spawn('nsenter', argv, { stdio: ['ignore', 'ignore', 'pipe'] })
    daemon.stderr.on('data', (chunk: Buffer) => (this.#log = (this.#log + chunk).slice(-MAX_LOG_CHARACTERS)))
    this.#daemon = { process: daemon, ended: once(daemon, 'exit') }
    await waitFor({
      name: 'the private Docker answers',
      deadlineMs: 120_000,
      pauseMs: 100,
      observe: async () => {
        if (daemon.exitCode !== null) throw new Error(`the private Docker ended with ${daemon.exitCode}: ${this.#log}`)
        return pingEngine(this.#socketPath).then(
          () => ({ isDone: true, value: undefined }),
          () => ({ isDone: false, last: this.#log }),
        )
      },
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#close()
    } finally {
      await this.#namespaces[Symbol.asyncDispose]()
      await rm(this.#folder, { recursive: true, force: true })
    }
  }

  get #pidFile(): string {
    return join(this.#folder, 'pid')
  }

  /** Shuts down in order, so that the kernel keeps no mounts or cgroups of its containers. */
  async #close(): Promise<void> {
    if (this.#daemon === undefined) await this.restart()
    await this.thaw()
    const containers = await this.runCli('ps', '--all', '--quiet')
    if (containers.length > 0) await this.runCli('rm', '--force', '--volumes', ...containers)
    await this.#signal('TERM')
    await this.#daemon?.ended
  }

  /** Sends the signal from inside the namespaces, where this process id can only be the daemon's. */
  async #signal(name: string): Promise<void> {
    const script = 'kill -s "$1" "$(<"$2")"'
    await run('nsenter', [...this.#namespaces.enter, 'bash', '-c', script, 'bash', name, this.#pidFile])
  }
}
