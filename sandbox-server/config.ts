/** The server's settings: the one file under sandbox-server/ that reads the process environment. */
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { findExposureProblems } from './exposure.ts'

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
  KINDLAB_PROVIDER: z.enum(['kind', 'local'], 'is neither kind nor local').default('kind'),
  KINDLAB_NODE_IMAGE: z.string().default('kindlab/node:1.37.2'),
  KINDLAB_KIND: z.string().default('kind'),
  KINDLAB_INSTANCE: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'is not 1 to 31 lowercase letters, digits and hyphens')
    .optional(),
  KINDLAB_PUBLIC_ORIGIN: httpOrigin.optional(),
  KINDLAB_TIER: z
    .literal('0', 'is not 0: this version can only vouch for tier 0 (learners are trusted not to attack the machine)')
    .default('0')
    .transform(() => 0 as const),
  KINDLAB_ACCESS_CODE: z.string().min(8, 'is shorter than 8 characters').max(200).optional(),
  KINDLAB_LAB_MINUTES: wholeNumber(5, 1440).default(120),
  KINDLAB_KEEP_DAYS: wholeNumber(0, 90).default(3),
  KINDLAB_MAX_LABS: wholeNumber(1, 1000).optional(),
  KINDLAB_POOL: wholeNumber(0, 50).default(1),
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
  /** 0: a free one of the system's choice. */
  readonly port: number
  readonly dataFolder: string
  readonly contentFolder: string
  readonly siteFolder: string
  readonly provider: 'kind' | 'local'
  readonly nodeImage: string
  readonly kindPath: string
  /** Undefined: the name kept in the data folder. */
  readonly instance: string | undefined
  /** What people type into their browsers when that is not our own host and port, as a URL's origin. */
  readonly publicOrigin: string | undefined
  readonly tier: 0
  readonly accessCode: string | undefined
  readonly labLeaseMs: number
  /** How long a lab that a learner puts aside is kept; 0: none is. */
  readonly keepMs: number
  /** Undefined: as many as the machine has room for. */
  readonly maxLabs: number | undefined
  /** Most clusters that are kept ready for nobody yet. */
  readonly poolSize: number
  /** Lets programs on other machines read `/metrics`. */
  readonly metricsToken: string | undefined
  readonly logLevel: (typeof LOG_LEVELS)[number]
  readonly dockerHost: string | undefined
}

/** Everything that is wrong with the settings, a sentence each. */
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
  /** Relative paths in settings start here. */
  checkout: string
}

/** @throws ConfigProblems with all of them at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, folders: Folders): Config {
  // An empty variable is what compose files and shells make of an unset one.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Variables.safeParse(given)
  const exposure = Exposure.safeParse(given)
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`),
    ...(exposure.success ? findExposureProblems(exposure.data) : []),
  ]
  if (!parsed.success || problems.length > 0) throw new ConfigProblems(problems)
  return Object.freeze(toConfig(parsed.data, folders))
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
    accessCode: variables.KINDLAB_ACCESS_CODE,
    labLeaseMs: variables.KINDLAB_LAB_MINUTES * 60_000,
    keepMs: variables.KINDLAB_KEEP_DAYS * 86_400_000,
    maxLabs: variables.KINDLAB_MAX_LABS,
    poolSize: variables.KINDLAB_POOL,
    metricsToken: variables.KINDLAB_METRICS_TOKEN,
    logLevel: variables.KINDLAB_LOG_LEVEL,
    dockerHost: variables.DOCKER_HOST,
  }
}

/** The settings of this process. @throws ConfigProblems */
export function readProcessConfig(): Config {
  const checkout = dirname(dirname(fileURLToPath(import.meta.url)))
  return readConfig(process.env, { home: homedir(), checkout })
}

/** What programs that the server starts get to see: everything but our own settings, which hold the access code. */
export function programEnvironment(): Readonly<Record<string, string>> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('KINDLAB_'),
  )
  return Object.fromEntries(entries)
}
