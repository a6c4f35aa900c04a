import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import process from 'node:process'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { readProcessConfig } from '#server/config.ts'
import type { PhaseName } from '#protocol/views.ts'
import { DockerEngine } from './docker-engine.ts'
import { KIND_DEFAULTS, KindProvider } from './kind-provider.ts'
import { objectName } from './labels.ts'

const { dockerHost, kindPath, nodeImage } = readProcessConfig()
const provider = new KindProvider({
  ...KIND_DEFAULTS,
  engine: new DockerEngine(dockerHost),
  kind: { binary: kindPath, environment: process.env },
  nodeImage,
  instance: `abort-${randomBytes(4).toString('hex')}`,
})

function docker(...argv: string[]): string[] {
  const lines = execFileSync('docker', argv, { encoding: 'utf8' }).split('\n')
  return lines.filter((line) => line !== '')
}

/** Asked of the docker CLI, not of the code under test. */
function leftovers(name: string): string[] {
  return [
    ...docker('ps', '--all', '--quiet', '--filter', `label=io.x-k8s.kind.cluster=${name}`),
    ...docker('network', 'ls', '--quiet', '--filter', `name=${name}`),
    ...docker('volume', 'ls', '--quiet', '--filter', `name=${name}`),
  ]
}

async function abortDuring(phase: PhaseName, delayMs: number): Promise<{ name: string; volumes: string[] }> {
  const id = randomBytes(8).toString('hex')
  const name = objectName(id)
  const controller = new AbortController()
  const reason = new Error(`the learner left during ${phase}`)
  const volumes: string[] = []
  const onPhase = (begun: PhaseName): void => {
    if (begun !== phase) return
    // Into the phase, where containers are being made and started.
    setTimeout(() => {
      volumes.push(...volumesOfCluster(name))
      controller.abort(reason)
    }, delayMs)
  }
  const spec = { id, nodeCount: 2, labId: 'abort', generation: 1 } as const
  await assert.rejects(provider.create(spec, { signal: controller.signal, onPhase }), reason)
  return { name, volumes }
}

function volumesOfCluster(name: string): string[] {
  const ids = docker('ps', '--all', '--quiet', '--filter', `label=io.x-k8s.kind.cluster=${name}`)
  if (ids.length === 0) return []
  const format = '{{range .Mounts}}{{if eq .Type "volume"}}{{println .Name}}{{end}}{{end}}'
  return docker('inspect', '--format', format, ...ids)
}

const MOMENTS = [
  ['nodes', 100],
  ['nodes', 400],
  ['nodes', 1_200],
  ['api', 700],
  ['joining', 700],
  ['ready', 700],
] as const

for (const [phase, delayMs] of MOMENTS) {
  test(`[P9] a create that is aborted ${delayMs} ms into "${phase}" leaves no container, network or volume`, async () => {
    const { name, volumes } = await abortDuring(phase, delayMs)
    assert.deepEqual(leftovers(name), [])
    // A request that Docker had accepted before the abort may still be carried out now.
    await sleep(4_000)
    assert.deepEqual(leftovers(name), [])
    const all = new Set(docker('volume', 'ls', '--quiet'))
    assert.deepEqual(
      volumes.filter((volume) => all.has(volume)),
      [],
    )
    assert.deepEqual(await provider.list(), [])
  })
}
