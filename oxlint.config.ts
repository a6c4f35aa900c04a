/** Lint rules. The second half says which folder may import what (docs/architecture.md), and which one file may touch what the rest may not. */
import { defineConfig, type OxlintOverride } from 'oxlint'

interface Path {
  name: string
  importNames?: string[]
  message: string
}

/** The written path of an import, as a regular expression (Rust's kind: no look-ahead) or as a list of globs. */
type Pattern = { message: string } & ({ regex: string } | { group: string[] })

const DOCKERODE = {
  name: 'dockerode',
  message: 'Only sandbox-server/providers/kind/docker-engine.ts speaks to Docker.',
}
const NODE_PTY = { name: 'node-pty', message: 'Only sandbox-server/providers/local/local-pty.ts uses node-pty.' }
const READS_ENVIRONMENT = 'Only sandbox-server/config.ts and scripts/environment.ts read the environment.'
const ENVIRONMENT = ['node:process', 'process'].map((name) => ({
  name,
  importNames: ['env'],
  message: READS_ENVIRONMENT,
}))

const SERVER = { regex: '^#server/|(^|/)sandbox-server/', message: 'Only the server imports sandbox-server.' }
const SITE = { regex: String.raw`^(\.{1,2}/)+app/`, message: 'Only the site imports app.' }
const SCRIPTS = { regex: String.raw`^#scripts/|^(\.{1,2}/)+scripts/`, message: 'Only scripts import scripts.' }
const END_TO_END = { regex: String.raw`^(\.{1,2}/)+e2e/`, message: 'Only end-to-end tests import e2e.' }
const BENCH = { regex: String.raw`^(\.{1,2}/)+bench/`, message: 'Only benchmarks import bench.' }
const REACT = { regex: '^(react|react-dom|next)(/|$)', message: 'Only the site uses React and Next.' }
const VENDORS_OF_THE_SERVER = {
  regex: '^(ws|dockerode|node-pty)(/|$)',
  message: 'The site reaches the server by HTTP and WebSocket only.',
}
const NETWORK = {
  regex: '^(node:)?(https?|http2|net|tls|dgram|dns)(/|$)|^(ws|undici)(/|$)',
  message: 'The course model uses no network.',
}
const PROVIDERS = {
  regex: '(^|/)providers/[^/]+/',
  message: 'Know providers/provider.ts only: main.ts picks the provider.',
}
const REAL_PROVIDERS = {
  group: ['**/providers/*/**', '!**/providers/fake/**'],
  message: 'Tests use the fake provider: main.ts picks the real one.',
}
/** Everything is refused, then a few names are let in. */
const onlyFrom = (...allowed: string[]) => ({
  group: ['**', ...allowed.map((name) => `!${name}`)],
  message: 'protocol imports zod and itself, so that page and server can both use it.',
})
const PROTOCOL = ['zod', 'zod/**', './**', '#protocol/**']

const OUTSIDE_SERVER = [SITE, SCRIPTS, END_TO_END, BENCH, REACT]

/** The folders of the server: each imports only from itself and from those before it. */
const SERVER_FOLDERS = [
  'time',
  'threads',
  'providers',
  'model',
  'capacity',
  'store',
  'checks',
  'cluster-view',
  'terminals',
  'labs',
  'exams',
  'classroom',
  'http',
  'metrics',
]

/** Refuses imports in `files`. A later entry for the same file replaces an earlier one. */
function refuse(
  files: string[],
  patterns: Pattern[],
  paths: Path[] = [DOCKERODE, NODE_PTY, ...ENVIRONMENT],
): OxlintOverride {
  return { files, rules: { 'no-restricted-imports': ['error', { paths, patterns }] } }
}

const OUTSIDE_PAGE = [SERVER, SCRIPTS, END_TO_END, BENCH, VENDORS_OF_THE_SERVER]

/** Folders of app/_components in the order of their imports: a folder imports only from itself and from earlier ones. */
const PAGE_FOLDERS = [
  'time',
  'store',
  'settings',
  'course',
  'search',
  'api',
  'site',
  'glossary',
  'diagrams',
  'cluster',
  'terminal',
  'lab',
  'published',
  'lesson',
  'lab-controls',
  'classroom',
  'palette',
  'header',
  'account',
  'class',
  'home',
  'quiz',
  'exam',
  'lab-pane',
  'mdx',
  'gallery',
  'lesson-page',
  'terminal-window',
]

/** The same for the folders of app/_components/terminal. */
const TERMINAL_FOLDERS = ['connection', 'channel', 'session', 'emulator', 'recording', 'panel']

function laterThan(folder: string, folders: string[]): Pattern {
  const later = folders.slice(folders.indexOf(folder) + 1)
  return {
    regex: String.raw`^(#server/|(\.\./)+)(${later.join('|')})/`,
    message:
      'These folders have an order: import only from earlier ones (SERVER_FOLDERS, PAGE_FOLDERS, TERMINAL_FOLDERS).',
  }
}

function refuseLaterServerFolders(folder: string): OxlintOverride {
  const own = folder === 'providers' ? [] : [PROVIDERS]
  return refuse([`sandbox-server/${folder}/**`], [...OUTSIDE_SERVER, ...own, laterThan(folder, SERVER_FOLDERS)])
}

function refuseLaterFolders(folder: string): OxlintOverride {
  return refuse([`app/_components/${folder}/**`], [...OUTSIDE_PAGE, laterThan(folder, PAGE_FOLDERS)])
}

function refuseLaterTerminalFolders(folder: string): OxlintOverride {
  const later = [laterThan('terminal', PAGE_FOLDERS), laterThan(folder, TERMINAL_FOLDERS)]
  return refuse([`app/_components/terminal/${folder}/**`], [...OUTSIDE_PAGE, ...later])
}

const BARE_TEST = {
  name: '@playwright/test',
  importNames: ['test'],
  message: 'The `test` of e2e/own-hosts.ts also sees to it that pages ask no other host.',
}

const PROCESS = { name: 'process', message: 'Import node:process in the one file that may read it.' }
const WEB_SOCKET = 'Only app/_components/terminal/connection/lab-socket.ts opens a WebSocket.'

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'react', 'jsx-a11y', 'node', 'promise'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true },
  env: { node: true, browser: true, es2024: true },
  ignorePatterns: ['out/**', '.site/**', '.next/**', 'node_modules/**', 'next-env.d.ts'],
  rules: {
    'max-lines': ['error', { max: 300 }],
    'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
    'max-params': ['error', { max: 4 }],
    'no-console': 'error',
    'no-restricted-globals': ['error', PROCESS, { name: 'WebSocket', message: WEB_SOCKET }],
    'no-restricted-properties': [
      'error',
      { object: 'process', property: 'env', message: READS_ENVIRONMENT },
      ...['globalThis', 'window', 'self'].map((object) => ({ object, property: 'WebSocket', message: WEB_SOCKET })),
    ],
    'react/react-in-jsx-scope': 'off',
    'import/no-unassigned-import': 'off',
    // Type-only import cycles count as cycles.
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-floating-promises': [
      'error',
      // node:test waits for its tests itself.
      { allowForKnownSafeCalls: [{ from: 'package', name: ['test', 'before', 'after'], package: 'node:test' }] },
    ],
    'typescript/consistent-type-imports': 'error',
  },
  overrides: [
    refuse(['**'], []),
    refuse(['protocol/**'], [onlyFrom(...PROTOCOL)]),
    refuse(['protocol/**/*.test.ts'], [onlyFrom(...PROTOCOL, 'node:test', 'node:assert/strict', 'fast-check')]),
    refuse(['course/**'], [SERVER, SITE, SCRIPTS, END_TO_END, BENCH, REACT, NETWORK]),
    refuse(['app/**', 'mdx-components.tsx', 'next.config.mjs'], OUTSIDE_PAGE),
    ...PAGE_FOLDERS.slice(0, -1).map(refuseLaterFolders),
    ...TERMINAL_FOLDERS.slice(0, -1).map(refuseLaterTerminalFolders),
    // Tests put parts of several folders together.
    refuse(['app/**/*.test.ts', 'app/**/*-fixture.ts'], OUTSIDE_PAGE),
    refuse(['sandbox-server/**'], [...OUTSIDE_SERVER, PROVIDERS]),
    ...SERVER_FOLDERS.slice(0, -1).map(refuseLaterServerFolders),
    refuse(['sandbox-server/**/*.test.ts', 'sandbox-server/**/testing/**'], [...OUTSIDE_SERVER, REAL_PROVIDERS]),
    refuse(['sandbox-server/providers/**/*.test.ts'], OUTSIDE_SERVER),
    // Terminals are also proved with real shells, on this machine and in a real node.
    refuse(['sandbox-server/terminals/real-*.ts'], OUTSIDE_SERVER),
    // The simulation is a composition root of its own, over the real provider.
    refuse(['sandbox-server/main.ts', 'sandbox-server/simulation/**'], OUTSIDE_SERVER),
    refuse(['sandbox-server/providers/kind/docker-engine.ts'], OUTSIDE_SERVER, [NODE_PTY, ...ENVIRONMENT]),
    refuse(['sandbox-server/providers/local/local-pty.ts'], OUTSIDE_SERVER, [DOCKERODE, ...ENVIRONMENT]),
    refuse(['scripts/**'], [SITE, END_TO_END, BENCH]),
    refuse(['bench/**'], [SITE]),
    refuse(['e2e/**'], [SERVER, SITE, SCRIPTS, BENCH]),
    // Outage tests also read the product's labels of Docker objects.
    refuse(['e2e/outages/**'], [SITE, SCRIPTS, BENCH]),
    refuse(['e2e/**/*.spec.ts'], [SERVER, SITE, SCRIPTS, BENCH], [BARE_TEST, ...ENVIRONMENT]),
    {
      // The edges: config of the server, of the scripts, of the tools; and what starts real servers and clusters for a test.
      files: [
        'sandbox-server/config.ts',
        'sandbox-server/simulation/simulation-seed.ts',
        'scripts/environment.ts',
        'next.config.mjs',
        'playwright.config.ts',
        'e2e/kindlab-server.ts',
        'e2e/sign-in/own-processes.ts',
        'e2e/copy-course.ts',
        'sandbox-server/**/*.docker-test.ts',
        'e2e/outages/*.docker-test.ts',
      ],
      rules: { 'no-restricted-properties': 'off' },
    },
    // A table is read by looking up an entry.
    { files: ['protocol/error-catalogue.ts'], rules: { 'max-lines': 'off' } },
    // One test follows a learner through the whole path.
    { files: ['e2e/*.spec.ts'], rules: { 'max-lines-per-function': 'off' } },
    {
      files: ['app/_components/terminal/connection/lab-socket.ts', 'app/_components/classroom/class-store.ts'],
      rules: { 'no-restricted-globals': ['error', PROCESS] },
    },
  ],
})
