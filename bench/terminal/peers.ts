/** The web terminals for comparison, installed in the cache folder and not as dependencies. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import type { Machine } from '#scripts/setup/machine.ts'

export const PEER_VERSIONS = { wetty: '3.2.0', gritty: '10.1.0' } as const

const INSTALL_MS = 600_000

/** Installs the peers, with native modules for this Node. Returns the folder with their node_modules. */
export async function installPeers(machine: Machine): Promise<string> {
  const folder = join(machine.cacheFolder, 'bench', 'peers')
  await mkdir(folder, { recursive: true })
  const dependencies = PEER_VERSIONS
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }))
  const stamp = join(folder, 'installed.json')
  const wanted = JSON.stringify({ ...PEER_VERSIONS, node: process.version })
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return folder
  // Native modules are compiled with the headers of the running Node.
  const env = { npm_config_nodedir: dirname(dirname(process.execPath)) }
  for (const command of ['install --ignore-scripts --no-audit --no-fund', 'rebuild node-pty --ignore-scripts=false']) {
    const { exitCode, lastLines } = await machine.run(['npm', ...command.split(' ')], {
      cwd: folder,
      env,
      timeoutMs: INSTALL_MS,
    })
    if (exitCode !== 0) throw new Error(`npm ${command} failed: ${lastLines.join('\n')}`)
  }
  await writeFile(stamp, wanted)
  return folder
}
