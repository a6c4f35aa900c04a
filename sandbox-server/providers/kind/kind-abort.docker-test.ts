import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import test, { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { readProcessConfig } from '#server/config.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { PhaseName } from '#protocol/views.ts'
import { DockerEngine } from './docker-engine.ts'
import type { ImageRef } from './engine.ts'
import { KIND_DEFAULTS, KindProvider } from './kind-provider.ts'
import { objectName } from './labels.ts'

const { dockerHost, kindPath, nodeImage } = readProcessConfig()

/** Hides the golden state, so that clusters are made by kind. */
class EngineWithoutGolden extends DockerEngine {
  override async inspectImage(image: string): Promise<ImageRef> {
    if (image.startsWith('kindlab/golden')) throw new KindlabError('sandbox.image_missing', { detail: image })
    return super.inspectImage(image)
  }
}

/** Has a password, which must not get into a node. */
const PROXY = 'http://ann:secret@192.0.2.1:3128'
const dockerConfig = await mkdtempDisposable(join(tmpdir(), 'kindlab-docker-'))
const proxies = { default: { httpProxy: PROXY, httpsProxy: PROXY, noProxy: 'localhost' } }
await writeFile(join(dockerConfig.path, 'config.json'), JSON.stringify({ proxies }))
after(() => dockerConfig[Symbol.asyncDispose]())

function makeProvider(engine: DockerEngine): KindProvider {
  const kind = {
    binary: kindPath,
    environment: { ...process.env, HTTPS_PROXY: PROXY, DOCKER_CONFIG: dockerConfig.path },
  }
  const instance = `abort-${randomBytes(4).toString('hex')}`
  return new KindProvider({ ...KIND_DEFAULTS, engine, kind, nodeImage, instance })
}

const providers = {
  clone: makeProvider(new DockerEngine(dockerHost)),
  kind: makeProvider(new EngineWithoutGolden(dockerHost)),
}

function docker(...argv: string[]): string[] {
  const lines = execFileSync('docker', argv, { encoding: 'utf8' }).split('\n')
  return lines.filter((line) => line !== '')
}

/** Uses the docker CLI instead of the code under test. */
function leftovers(name: string): string[] {
  return [
    ...docker('ps', '--all', '--quiet', '--filter', `label=io.x-k8s.kind.cluster=${name}`),
    ...docker('ps', '--all', '--quiet', '--filter', `name=${name}`),
    ...docker('network', 'ls', '--quiet', '--filter', `name=${name}`),
    ...docker('volume', 'ls', '--quiet', '--filter', `name=${name}`),
  ]
}

async function abortDuring(
  provider: KindProvider,
  phase: PhaseName,
  delayMs: number,
): Promise<{ name: string; volumes: string[]; environment: string }> {
  const id = randomBytes(8).toString('hex')
  const name = objectName(id)
  const controller = new AbortController()
  const reason = new Error(`the learner left during ${phase}`)
  const volumes: string[] = []
  let environment = ''
  const onPhase = (started: PhaseName): void => {
    if (started !== phase) return
    // The delay lets Docker create and start containers.
    setTimeout(() => {
      volumes.push(...volumesOfCluster(name))
      environment = environmentOfCluster(name)
      controller.abort(reason)
    }, delayMs)
  }
  const spec = { id, nodeCount: 2, labId: 'abort', generation: 1 } as const
  await assert.rejects(provider.create(spec, { signal: controller.signal, onPhase }), reason)
  return { name, volumes, environment }
}

function environmentOfCluster(name: string): string {
  const ids = docker('ps', '--all', '--quiet', '--filter', `label=io.x-k8s.kind.cluster=${name}`)
  return ids.length === 0 ? '' : docker('inspect', '--format', '{{json .Config.Env}}', ...ids).join('\n')
}

function volumesOfCluster(name: string): string[] {
  const ids = docker('ps', '--all', '--quiet', '--filter', `label=io.x-k8s.kind.cluster=${name}`)
  if (ids.length === 0) return []
  const format = '{{range .Mounts}}{{if eq .Type "volume"}}{{println .Name}}{{end}}{{end}}'
  return docker('inspect', '--format', format, ...ids)
}

const MOMENTS = [
  ['clone', 'nodes', 100],
  ['clone', 'nodes', 600],
  ['clone', 'api', 700],
  ['clone', 'ready', 100],
  ['kind', 'nodes', 100],
  ['kind', 'nodes', 1_200],
  ['kind', 'api', 700],
  ['kind', 'joining', 700],
] as const

for (const [way, phase, delayMs] of MOMENTS) {
  test(`a create (${way}) aborted ${delayMs} ms after the start of "${phase}" leaves no container, network or volume`, async () => {
    const provider = providers[way]
    const { name, volumes, environment } = await abortDuring(provider, phase, delayMs)
    if (phase === 'api' || phase === 'joining') assert.notEqual(environment, '')
    assert.doesNotMatch(environment, /proxy|secret/i)
    assert.deepEqual(leftovers(name), [])
    // Docker may still carry out a request that it accepted before the abort.
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
