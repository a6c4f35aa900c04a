/** Composition root: assembles the server section by section, and shuts it down in order. The only file of the server that chooses a provider. */
import { randomBytes } from 'node:crypto'
import { availableParallelism, homedir, hostname } from 'node:os'
import process from 'node:process'
import type { Logger } from 'pino'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { CourseProblems } from '#course/problem.ts'
import { findLowLimits, sysctlCommand } from '#server/capacity/kernel-limits.ts'
import { AnswerThread } from '#server/cluster-view/answer-thread.ts'
import { readDisks } from '#server/capacity/read-disks.ts'
import { createCheckRunner } from '#server/checks/check-runner.ts'
import { createLabLesson } from '#server/exams/create-lab-lesson.ts'
import { type Config, ConfigProblems, programEnvironment, readProcessConfig } from '#server/config.ts'
import { CookieSigner, loadCookieKey } from '#server/http/cookie-signer.ts'
import { resolveInstance } from '#server/instance.ts'
import { systemWallClock as clock } from './time/wall-clock.ts'
import { Labs } from '#server/labs/labs.ts'
import { createLog, type ServerLog } from '#server/log.ts'
import { registerBootMetrics } from '#server/metrics/boot-metrics.ts'
import { registerLabGauges } from '#server/metrics/lab-gauges.ts'
import { EngineState } from '#server/providers/engine-state.ts'
import { GuardedProvider } from '#server/providers/guarded-provider.ts'
import type { SandboxProvider } from '#server/providers/provider.ts'
import { reloadOnPublish, readPublishedCourse } from '#server/published-course.ts'
import { openOperatorSocket } from '#server/operator-socket.ts'
import { startRetention } from '#server/retention.ts'
import { startServer } from '#server/server.ts'
import { lockDataFolder } from '#server/store/data-folder-lock.ts'
import { openStore } from './store/open-store.ts'
import { MirrorWorkers } from '#server/terminals/mirror/mirror-workers.ts'
import { createTerminalServer } from '#server/terminals/terminal-server.ts'
import { exitOnUncaughtError } from './uncaught-errors.ts'

/** EX_CONFIG of sysexits.h: the configuration is wrong, so a restart without a change cannot succeed. */
const EXIT_CONFIG = 78

/** Threads that parse the output of shells. Each costs about 20 MiB. */
const MAX_MIRROR_THREADS = 4

async function main(): Promise<void> {
  const config = readProcessConfig()
  const { log, lastLines } = createLog(config.logLevel)

  // Data: one server per data folder, its instance name, its key and its database.
  const lock = lockDataFolder(config.dataFolder)
  const instance = await resolveInstance(config.dataFolder, config.instance)
  const signer = new CookieSigner(await loadCookieKey(config.dataFolder))
  const store = openStore(config.dataFolder)

  // Course and provider.
  const course = await readPublishedCourse(config)
  const bare = await pickProvider(config, instance, log)
  const engine = new EngineState({ clock, log, probe: () => bare.ping() })
  const provider = new GuardedProvider(bare, engine.breaker)
  log.info({ instance, provider: provider.name, data: config.dataFolder, tier: config.tier }, 'server.configured')

  // Labs and terminals.
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })
  const answers = new AnswerThread({ clock, log })
  const world = {
    provider,
    engine,
    store,
    course,
    checkRunner: createCheckRunner({ now: () => clock.wallNow(), readAnswer: (text) => answers.readCheck(text) }),
    createLesson: createLabLesson,
    clock,
    bootMetrics: registerBootMetrics(metrics),
    log,
    ...labSettings(config, provider),
    readDisks: () => readDisks(provider, config.dataFolder),
    bootsAtOnce: Math.max(1, Math.floor(availableParallelism() / 2)),
    newId: () => randomBytes(16).toString('hex'),
  }
  const labs = new Labs(world)
  const mirrors = new MirrorWorkers({ clock, log, threads: Math.min(availableParallelism(), MAX_MIRROR_THREADS) })
  const terminals = createTerminalServer({ log, mirrors, answers })
  exitOnUncaughtError(log, () => terminals.abort())
  registerLabGauges(metrics, labs)
  await labs.start()

  // HTTP and WebSocket.
  const server = await startServer({ config, instance, signer, world, labs, terminals, metrics, log })
  const operator = await openOperatorSocket({ dataFolder: config.dataFolder, labs, world, origin: server.origin })
  const retention = startRetention({ store, labs, clock, log, settings: config.retention })
  const stopReloading = reloadOnPublish({ course, ...config, log })

  stopOnSignal({ log, lastLines }, async () => {
    await stopReloading()
    await operator.close()
    await server.stop()
    await Promise.all([mirrors.close(), answers.close()])
    for (const part of [engine, retention]) part.close()
    store[Symbol.dispose]()
    lock.close()
  })
}

function labSettings(config: Config, { capabilities }: SandboxProvider) {
  const { maxLabs, labsPerBrowser, labsPerAddress, labLeaseMs: leaseMs } = config
  const supported = {
    keepMs: capabilities.canSuspend ? config.keepMs : 0,
    poolSize: capabilities.isPooled ? config.poolSize : 0,
    freezeMs: capabilities.canFreeze ? config.freezeMs : 0,
  }
  return { maxLabs, labsPerBrowser, labsPerAddress, leaseMs, ...supported }
}

/** Loads the chosen provider only: a server for clusters in Docker does not need the native module for local shells. */
async function pickProvider(config: Config, instance: string, log: Logger): Promise<SandboxProvider> {
  const { provider } = config
  switch (provider) {
    case 'local': {
      const { LocalProvider } = await import('#server/providers/local/local-provider.ts')
      return new LocalProvider({ hostname: hostname(), workingDirectory: homedir(), environment: programEnvironment() })
    }
    case 'kind':
      return makeKindProvider(config, instance, log)
    default:
      return provider satisfies never
  }
}

async function makeKindProvider(config: Config, instance: string, log: Logger): Promise<SandboxProvider> {
  const { DockerEngine } = await import('#server/providers/kind/docker-engine.ts')
  const { KIND_DEFAULTS, KindProvider } = await import('#server/providers/kind/kind-provider.ts')
  const { nodeImage, kindPath, dockerHost } = config
  const kind = { binary: kindPath, environment: programEnvironment() }
  const engine = new DockerEngine(dockerHost)
  const onFallback = (reason: string): void => log.warn({ reason }, 'sandbox.not_cloned')
  // Docker on another machine has limits of its own.
  const low = dockerHost?.startsWith('tcp:') === true ? [] : await findLowLimits()
  if (low.length > 0) log.warn({ limits: low.map(({ key }) => key), remedy: sysctlCommand(low) }, 'kernel_limits.low')
  return new KindProvider({ ...KIND_DEFAULTS, engine, kind, nodeImage, instance, onFallback })
}

function stopOnSignal({ log, lastLines }: ServerLog, stop: () => Promise<void>): void {
  const exit = async (code: number): Promise<never> => {
    await lastLines()
    process.exit(code)
  }
  let isStopping = false
  const onSignal = (signal: string): void => {
    if (isStopping) return
    isStopping = true
    log.info({ signal }, 'server.stopping')
    stop().then(
      () => {
        log.info('server.stopped')
        return exit(0)
      },
      (error: unknown) => {
        log.error({ err: error }, 'stop.failed')
        return exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

/** Prints the problems for the operator, without a stack. Returns the exit code. */
function explain(error: unknown): number {
  const isConfiguration = error instanceof ConfigProblems || error instanceof CourseProblems
  const text = error instanceof Error ? error.message : String(error)
  process.stderr.write(`Kindlab did not start. ${text}\n`)
  return isConfiguration ? EXIT_CONFIG : 1
}

await main().catch((error: unknown) => process.exit(explain(error)))
