/** The server's settings. No other file under sandbox-server/ reads the process environment. */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { findExposureProblems } from './exposure.ts'
import type { AccessMode } from './http/access-gate.ts'
import type { SignInWays } from './http/sign-in-ways.ts'
import { PROVIDER_NAMES, type ProviderName, UNKNOWN_PROVIDER } from './providers/provider-names.ts'
import type { RetentionSettings } from './retention.ts'
import { findSignInProblems, signInWays, SignInVariables } from './sign-in-settings.ts'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, 'is not a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `is less than ${min}`).max(max, `is more than ${max}`))

const httpOrigin = z.string().transform((text, context) => {
  const url = URL.parse(text)
  const isOrigin =
    url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search + url.hash === ''
  if (isOrigin && url.username === '') return url.origin
  context.addIssue({ code: 'custom', message: 'is not an address such as https://lab.example.org' })
  return z.NEVER
})

/** `docs/configuration.md` has one row for each of these. */
export const Variables = z.object({
  KINDLAB_HOST: z.string().default('127.0.0.1'),
  KINDLAB_PORT: wholeNumber(0, 65_535).default(7000),
  KINDLAB_DATA: z.string().optional(),
  KINDLAB_CONTENT: z.string().default('content'),
  KINDLAB_SITE: z.string().default('out'),
  KINDLAB_PROVIDER: z.enum(PROVIDER_NAMES, UNKNOWN_PROVIDER).default('kind'),
  KINDLAB_NODE_IMAGE: z.string().default('kindlab/node:1.37.2'),
  KINDLAB_KIND: z.string().default('kind'),
  KINDLAB_INSTANCE: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'is not 1 to 31 lowercase letters, digits and hyphens')
    .optional(),
  KINDLAB_PUBLIC_ORIGIN: httpOrigin.optional(),
  KINDLAB_TIER: z
    .literal('0', 'is not 0: this version supports only tier 0 (learners are trusted not to attack the machine)')
    .default('0')
    .transform(() => 0 as const),
  KINDLAB_ACCESS_CODE: z.string().min(8, 'is shorter than 8 characters').max(200).optional(),
  KINDLAB_ACCESS_CODE_FILE: z.string().optional(),
  KINDLAB_LOCAL_ACCESS: z.enum(['link', 'open'], 'is neither link nor open').default('link'),
  ...SignInVariables.shape,
  KINDLAB_LAB_MINUTES: wholeNumber(5, 1440).default(120),
  KINDLAB_KEEP_DAYS: wholeNumber(0, 90).default(3),
  KINDLAB_MAX_LABS: wholeNumber(1, 1000).optional(),
  KINDLAB_LABS_PER_BROWSER: wholeNumber(1, 1000).default(2),
  KINDLAB_LABS_PER_ADDRESS: wholeNumber(1, 1000).default(60),
  KINDLAB_POOL: wholeNumber(0, 50).default(1),
  KINDLAB_FREEZE_SECONDS: wholeNumber(0, 86_400).default(180),
  KINDLAB_AUDIT_DAYS: wholeNumber(1, 3650).default(365),
  KINDLAB_LEARNER_DAYS: wholeNumber(0, 3650).default(0),
  KINDLAB_METRICS_TOKEN: z.string().min(16, 'is shorter than 16 characters').max(200).optional(),
  KINDLAB_LOG_LEVEL: z.enum(LOG_LEVELS, `is not one of ${LOG_LEVELS.join(', ')}`).default('info'),
  DOCKER_HOST: z
    .string()
    .regex(/^(unix:\/\/\/.+|tcp:\/\/.+)$/, 'is neither unix:///path nor tcp://host:port')
    .optional(),
})

const Exposure = Variables.pick({
  KINDLAB_HOST: true,
  KINDLAB_PUBLIC_ORIGIN: true,
  KINDLAB_ACCESS_CODE: true,
  KINDLAB_PROVIDER: true,
})

export interface Config {
  readonly host: string
  /** 0: the operating system picks a free port. */
  readonly port: number
  readonly dataFolder: string
  readonly contentFolder: string
  readonly siteFolder: string
  readonly provider: ProviderName
  readonly nodeImage: string
  readonly kindPath: string
  /** Undefined: the name stored in the data folder. */
  readonly instance: string | undefined
  /** The origin that learners open, when it is not `http://` with this host and port. */
  readonly publicOrigin: string | undefined
  readonly tier: 0
  /** A code if one is set. The other modes are for loopback addresses only. */
  readonly access: AccessMode
  readonly signIn: SignInWays
  readonly labLeaseMs: number
  /** Lifetime of a suspended lab ("Keep for later"). 0: labs cannot be suspended. */
  readonly keepMs: number
  /** Undefined: the machine's capacity is the only limit. */
  readonly maxLabs: number | undefined
  /** Maximum number of labs of one access cookie. */
  readonly labsPerBrowser: number
  /** Maximum number of labs of one client address. */
  readonly labsPerAddress: number
  /** Upper limit of unclaimed clusters in the pool. */
  readonly poolSize: number
  /** A lab that no page shows is frozen after this time without use. 0: labs are not frozen. */
  readonly freezeMs: number
  /** How long data is stored. */
  readonly retention: RetentionSettings
  /** Bearer token with which clients on other machines read `/metrics`. */
  readonly metricsToken: string | undefined
  readonly logLevel: (typeof LOG_LEVELS)[number]
  readonly dockerHost: string | undefined
}

/** All problems of the settings, one sentence each. */
export class ConfigProblems extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The settings have ${problems.length} problem(s):\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'ConfigProblems'
    this.problems = problems
  }
}

export interface Folders {
  home: string
  /** Relative paths in settings are resolved against this folder. */
  checkout: string
}

/** @throws ConfigProblems with all problems at once */
export function readConfig(env: Readonly<Record<string, string | undefined>>, folders: Folders): Config {
  // Compose files and shells pass an unset variable on as an empty one.
  const given = withAccessCode(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  const parsed = Variables.safeParse(given)
  const exposure = Exposure.safeParse(given)
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`),
    ...(exposure.success ? findExposureProblems(exposure.data) : []),
    ...findSignInProblems(given),
  ]
  if (!parsed.success || problems.length > 0) throw new ConfigProblems(problems)
  return Object.freeze(toConfig(parsed.data, folders))
}

/** Other accounts can read the environment of a systemd unit or a container, but not a file with mode 0600. */
function withAccessCode(given: Readonly<Record<string, string | undefined>>) {
  const { KINDLAB_ACCESS_CODE_FILE: path, KINDLAB_ACCESS_CODE: code } = given
  if (path === undefined) return given
  if (code !== undefined) throw new ConfigProblems(['KINDLAB_ACCESS_CODE and KINDLAB_ACCESS_CODE_FILE are both set'])
  try {
    return { ...given, KINDLAB_ACCESS_CODE: readFileSync(path, 'utf8').trim() }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ConfigProblems([`KINDLAB_ACCESS_CODE_FILE cannot be read: ${reason}`])
  }
}

function toConfig(variables: z.infer<typeof Variables>, { home, checkout }: Folders): Config {
  return {
    host: variables.KINDLAB_HOST,
    port: variables.KINDLAB_PORT,
    dataFolder: resolve(checkout, variables.KINDLAB_DATA ?? join(home, '.cache', 'kindlab', 'data')),
    contentFolder: resolve(checkout, variables.KINDLAB_CONTENT),
    siteFolder: resolve(checkout, variables.KINDLAB_SITE),
    provider: variables.KINDLAB_PROVIDER,
    nodeImage: variables.KINDLAB_NODE_IMAGE,
    kindPath: variables.KINDLAB_KIND,
    instance: variables.KINDLAB_INSTANCE,
    publicOrigin: variables.KINDLAB_PUBLIC_ORIGIN,
    tier: variables.KINDLAB_TIER,
    access: accessMode(variables),
    signIn: signInWays(variables),
    labLeaseMs: variables.KINDLAB_LAB_MINUTES * 60_000,
    keepMs: variables.KINDLAB_KEEP_DAYS * 86_400_000,
    maxLabs: variables.KINDLAB_MAX_LABS,
    labsPerBrowser: variables.KINDLAB_LABS_PER_BROWSER,
    labsPerAddress: variables.KINDLAB_LABS_PER_ADDRESS,
    poolSize: variables.KINDLAB_POOL,
    freezeMs: variables.KINDLAB_FREEZE_SECONDS * 1000,
    retention: { auditDays: variables.KINDLAB_AUDIT_DAYS, learnerDays: variables.KINDLAB_LEARNER_DAYS },
    metricsToken: variables.KINDLAB_METRICS_TOKEN,
    logLevel: variables.KINDLAB_LOG_LEVEL,
    dockerHost: variables.DOCKER_HOST,
  }
}

function accessMode(variables: z.infer<typeof Variables>): AccessMode {
  const { KINDLAB_ACCESS_CODE: code, KINDLAB_LOCAL_ACCESS: kind } = variables
  return code === undefined ? { kind } : { kind: 'code', code }
}

/** The settings of this process. @throws ConfigProblems */
export function readProcessConfig(): Config {
  const checkout = dirname(dirname(fileURLToPath(import.meta.url)))
  return readConfig(process.env, { home: homedir(), checkout })
}

/** Environment for child processes: without the KINDLAB_ variables, which contain the access code. */
export function programEnvironment(): Readonly<Record<string, string>> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('KINDLAB_'),
  )
  return Object.fromEntries(entries)
}
