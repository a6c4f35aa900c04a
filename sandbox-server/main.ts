/** Composition root: puts the server together, section by section, and ends it in good order. The only file that picks a provider. */
import { randomBytes } from 'node:crypto'
import { availableParallelism, homedir, hostname } from 'node:os'
import process from 'node:process'
import type { Logger } from 'pino'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { CourseProblems } from '#course/problem.ts'
import { createCheckRunner } from '#server/checks/check-runner.ts'
import { type Config, ConfigProblems, programEnvironment, readProcessConfig } from '#server/config.ts'
import { CookieSigner, loadCookieKey } from '#server/http/cookie-signer.ts'
import { resolveInstance } from '#server/instance.ts'
import { systemLabClock } from '#server/labs/lab-clock.ts'
import { LabRegistry } from '#server/labs/lab-registry.ts'
import { createLog } from '#server/log.ts'
import { observeBoots } from '#server/metrics/boot-metrics.ts'
import { gaugeLabs } from '#server/metrics/lab-gauges.ts'
import { EngineState } from '#server/providers/engine-state.ts'
import { GuardedProvider } from '#server/providers/guarded-provider.ts'
import type { SandboxProvider } from '#server/providers/provider.ts'
import { followPublishing, readPublishedCourse } from '#server/published-course.ts'
import { startServer } from '#server/server.ts'
import { lockDataFolder } from '#server/store/data-folder-lock.ts'
import { openStore } from '#server/store/store.ts'
import { createTerminalServer } from '#server/terminals/terminal-server.ts'

/** From sysexits.h: what is configured is wrong, so that starting again without a change is of no use. */
const EXIT_CONFIG = 78

async function main(): Promise<void> {
  const config = readProcessConfig()
  const log = createLog(config.logLevel)

  // What is kept: one server per data folder, its name, its key, its database.
  const lock = lockDataFolder(config.dataFolder)
  const instance = await resolveInstance(config.dataFolder, config.instance)
  const signer = new CookieSigner(await loadCookieKey(config.dataFolder))
  const store = openStore(config.dataFolder)

  // What is taught, and what makes the sandboxes for it.
  const course = await readPublishedCourse(config)
  const clock = systemLabClock
  const bare = await pickProvider(config, instance, log)
  const engine = new EngineState({ clock, log, probe: () => bare.ping() })
  const provider = new GuardedProvider(bare, engine.breaker)
  log.info({ instance, provider: provider.name, data: config.dataFolder, tier: config.tier }, 'server.configured')

  // What happens in them.
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })
  const world = {
    provider,
    engine,
    store,
    course,
    checkRunner: createCheckRunner({ now: () => clock.wallNow() }),
    clock,
    boots: observeBoots(metrics),
    log,
    leaseMs: config.labLeaseMs,
    keepMs: config.provider === 'kind' ? config.keepMs : 0,
    maxLabs: config.maxLabs,
    poolSize: config.provider === 'kind' ? config.poolSize : 0,
    bootsAtOnce: Math.max(1, Math.floor(availableParallelism() / 2)),
    newId: () => randomBytes(16).toString('hex'),
  }
  const registry = new LabRegistry(world)
  const terminals = createTerminalServer({ log })
  gaugeLabs(metrics, registry)
  await registry.start()

  // Who may come in.
  const server = await startServer({ config, instance, signer, world, registry, terminals, metrics, log })
  const stopFollowing = followPublishing({ course, ...config, log })

  stopOnSignal(log, async () => {
    await stopFollowing()
    await server.stop()
    engine.close()
    store[Symbol.dispose]()
    lock.close()
  })
}

/** Only what is picked is loaded: a server for clusters in Docker does not need the native module for local shells. */
async function pickProvider(config: Config, instance: string, log: Logger): Promise<SandboxProvider> {
  const environment = programEnvironment()
  if (config.provider === 'local') {
    const { LocalProvider } = await import('#server/providers/local/local-provider.ts')
    return new LocalProvider({ hostname: hostname(), workingDirectory: homedir(), environment })
  }
  const { DockerEngine } = await import('#server/providers/kind/docker-engine.ts')
  const { KIND_DEFAULTS, KindProvider } = await import('#server/providers/kind/kind-provider.ts')
  const { nodeImage, kindPath, dockerHost } = config
  const kind = { binary: kindPath, environment }
  const engine = new DockerEngine(dockerHost)
  const onFallback = (reason: string): void => log.warn({ reason }, 'sandbox.not_cloned')
  return new KindProvider({ ...KIND_DEFAULTS, engine, kind, nodeImage, instance, onFallback })
}

function stopOnSignal(log: Logger, stop: () => Promise<void>): void {
  let isStopping = false
  const onSignal = (signal: string): void => {
    if (isStopping) return
    isStopping = true
    log.info({ signal }, 'server.stopping')
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stop.failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

/** A person reads this: a list of what is wrong, or one sentence; a stack only for what nobody foresaw. */
function explain(error: unknown): number {
  const isConfiguration = error instanceof ConfigProblems || error instanceof CourseProblems
  const text = error instanceof Error ? error.message : String(error)
  process.stderr.write(`Kindlab did not start. ${text}\n`)
  return isConfiguration ? EXIT_CONFIG : 1
}

await main().catch((error: unknown) => process.exit(explain(error)))
