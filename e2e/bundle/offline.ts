import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import type { PrivateDocker } from '../outages/private-docker.ts'

/** The interface that all packets to other machines take. It drops and counts them. */
const WAY_OUT = 'way-out'
const OPEN = `ip link set lo up
ip link add ${WAY_OUT} type veth peer name nowhere
for end in ${WAY_OUT} nowhere; do
  echo 1 >/proc/sys/net/ipv6/conf/$end/disable_ipv6
  ip link set $end up
done
ip address add 192.0.2.1/24 dev ${WAY_OUT}
ip route add default dev ${WAY_OUT}`
const COUNT = `ip -statistics link show ${WAY_OUT} | awk '/TX:/ {getline; print $2}'`

interface OfflineRun {
  cwd: string
  mayFail?: boolean
  isQuiet?: boolean
}

interface OfflineResult {
  exitCode: number | null
  /** Both outputs. */
  output: string
}

/** Runs programs beside a private Docker, without a network. */
export interface Offline {
  run(argv: readonly string[], options: OfflineRun): Promise<OfflineResult>
  countPacketsOut(): Promise<number>
}

export async function openOffline(docker: PrivateDocker, home: string): Promise<Offline> {
  const env = {
    HOME: home,
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    LANG: 'C.UTF-8',
    DOCKER_HOST: docker.host,
  }
  const run = async (argv: readonly string[], options: OfflineRun): Promise<OfflineResult> => {
    const program = ['env', `--chdir=${options.cwd}`, ...argv]
    const child = spawn('nsenter', [...docker.enter, ...program], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        if (options.isQuiet !== true) process.stdout.write(chunk)
      })
    }
    await once(child, 'close')
    if (child.exitCode !== 0 && options.mayFail !== true) throw new Error(`${argv.join(' ')}: ${output}`)
    return { exitCode: child.exitCode, output }
  }
  const bash = (script: string) => run(['bash', '-ec', script], { cwd: home, isQuiet: true })
  await bash(OPEN)
  // Shows that the counter works. The kernel asks for the address of the other machine for three seconds.
  await bash('echo test >/dev/udp/198.51.100.1/9; sleep 5')
  const before = await count()
  if (before === 0) throw new Error('the counter does not count')
  return { run, countPacketsOut: async () => (await count()) - before }

  async function count(): Promise<number> {
    return Number((await bash(COUNT)).output)
  }
}
