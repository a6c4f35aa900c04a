import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureGo } from './go-toolchain.ts'
import type { Machine } from './machine.ts'
import { pathExists } from './path-exists.ts'
import { SetupError } from './setup-error.ts'
import type { Outcome, Progress } from './step-reporter.ts'

export const OAUTH2_PROXY_VERSION = '7.15.6'

/** Builds oauth2-proxy if it is missing. The value is its path. */
export async function ensureOauth2Proxy(machine: Machine, progress: Progress): Promise<Outcome<string>> {
  // The program does not know its version when `go install` has built it, so the folder has it.
  const folder = join(machine.cacheFolder, `oauth2-proxy-${OAUTH2_PROXY_VERSION}`)
  const path = join(folder, 'oauth2-proxy')
  if (await pathExists(path)) return { value: path, text: OAUTH2_PROXY_VERSION, mark: 'unchanged' }
  const go = await ensureGo(machine, progress)
  progress.line('go install')
  const source = `github.com/oauth2-proxy/oauth2-proxy/v7@v${OAUTH2_PROXY_VERSION}`
  const install = await machine.run(['go', 'install', source], {
    env: { ...go.value, GOBIN: folder, CGO_ENABLED: '0' },
    onLine: progress.line,
    timeoutMs: 1_200_000,
  })
  if (install.exitCode !== 0) {
    const remedy = 'see the lines above (the build needs a network), then run this again'
    throw new SetupError('oauth2-proxy could not be built', { remedy, result: install })
  }
  return { value: path, text: `${OAUTH2_PROXY_VERSION} built`, mark: 'done' }
}

/** Finds nginx, or unpacks the package of the distribution: its installation would start a service on port 80. The value is its path. */
export async function ensureNginx(machine: Machine, progress: Progress): Promise<Outcome<string>> {
  const folder = join(machine.cacheFolder, 'nginx')
  const unpacked = join(folder, 'usr/sbin/nginx')
  for (const path of ['nginx', unpacked]) {
    const text = await nginxVersion(machine, path)
    if (text !== undefined) return { value: path, text, mark: 'unchanged' }
  }
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  progress.line('apt-get download nginx')
  await machine.run(['apt-get', 'download', 'nginx'], { cwd: folder, onLine: progress.line })
  const [archive] = (await readdir(folder)).filter((name) => name.endsWith('.deb'))
  if (archive !== undefined) await machine.run(['dpkg-deb', '--extract', archive, folder], { cwd: folder })
  const text = await nginxVersion(machine, unpacked)
  if (text !== undefined) return { value: unpacked, text: `${text} unpacked`, mark: 'done' }
  throw new SetupError('The test of a proxy needs nginx', { remedy: 'install nginx, then run this again' })
}

async function nginxVersion(machine: Machine, path: string): Promise<string | undefined> {
  const { exitCode, stderr } = await machine.run([path, '-v'])
  return exitCode === 0 ? /nginx\/([\d.]+)/.exec(stderr)?.[1] : undefined
}
