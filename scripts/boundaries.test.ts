/** Proves that each import rule of oxlint.config.ts refuses an import, and that its exceptions pass. */
import assert from 'node:assert/strict'
import { copyFile, mkdir, mkdtempDisposable, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import * as z from 'zod'
import { readEnvironment } from './environment.ts'
import { runCommand } from './run-command.ts'

const { checkout, variables: env } = readEnvironment()

const REFUSED: Record<string, string> = {
  'protocol/a.ts': "export * from 'node:fs'",
  'protocol/b.test.ts': "export * from '#course/model.ts'",
  'course/a.ts': "export * from 'react'",
  'course/b.ts': "export * from 'node:http'",
  'course/c.ts': "export * from '#server/labs/a.ts'",
  'app/a.tsx': "export * from '#server/labs/a.ts'",
  'app/_components/site/i.ts': "export * from '../lesson/outline.ts'",
  'app/_components/terminal/panel/j.ts': "export * from '../../lab/use-lab.ts'",
  'app/_components/terminal/channel/k.ts': "export * from '../session/open-tabs.ts'",
  'app/_components/terminal/session/l.ts': "export * from '../../lab/use-lab.ts'",
  'app/_components/b.ts': "export * from '../../sandbox-server/labs/a.ts'",
  'app/c.ts': "export * from 'ws'",
  'app/d.ts': "import type Docker from 'dockerode'\nexport type D = Docker",
  'app/e.ts': "export const socket = new WebSocket('ws://a')",
  'app/f.ts': "export const socket = new globalThis.WebSocket('ws://a')",
  'app/g.ts': "import process from 'node:process'\nexport const e = process.env['A']",
  'sandbox-server/labs/a.ts': "export * from '#server/providers/kind/kind-provider.ts'",
  'sandbox-server/terminals/b.ts': "export * from '../providers/local/local-provider.ts'",
  'sandbox-server/checks/c.ts': "export const load = () => import('#server/providers/fake/fake-provider.ts')",
  'sandbox-server/labs/d.test.ts': "export * from '#server/providers/kind/kind-provider.ts'",
  'sandbox-server/labs/k.ts': "export * from '#server/providers/new-one/provider.ts'",
  'sandbox-server/labs/l.test.ts': "export * from '../providers/new-one/provider.ts'",
  'e2e/outages/m.ts': "export * from '#scripts/cli.ts'",
  'sandbox-server/e.ts': "export * from '#scripts/cli.ts'",
  'sandbox-server/providers/kind/f.ts': "export * from 'dockerode'",
  'sandbox-server/providers/kind/docker-engine.ts': "export * from 'node-pty'",
  'sandbox-server/providers/local/g.ts': "export * from 'node-pty'",
  'sandbox-server/h.ts': "export { env } from 'node:process'",
  'sandbox-server/i.ts': "import process from 'node:process'\nexport const { env } = process",
  'sandbox-server/j.ts': "export * from '../e2e/kindlab-server.ts'",
  'sandbox-server/time/k.ts': "export * from '#server/labs/a.ts'",
  'sandbox-server/terminals/l.ts': "export * from '../exams/a.ts'",
  'sandbox-server/providers/kind/m.ts': "export * from '../../store/a.ts'",
  'sandbox-server/http/n.ts': "export * from '#server/metrics/a.ts'",
  'scripts/a.ts': "export * from '../app/page.tsx'",
  'e2e/a.ts': "export * from '#server/config.ts'",
  'e2e/b.ts': "export * from '../bench/statistics.ts'",
  'bench/a.ts': "export * from '../app/page.tsx'",
  'scripts/b.ts': "export * from '../bench/statistics.ts'",
  'course/d.ts': "export * from '../bench/statistics.ts'",
  'app/h.ts': "export * from '../bench/statistics.ts'",
  'sandbox-server/k.ts': "export * from '../bench/statistics.ts'",
  'e2e/b/c.spec.ts': "import { test } from '@playwright/test'\nexport { test }",
}

const ALLOWED: Record<string, string> = {
  'protocol/a.ts': "export * from 'zod/mini'\nexport * from './b.ts'\nexport * from '#protocol/c.ts'",
  'protocol/b.test.ts': "export * from 'node:test'\nexport * from 'fast-check'",
  'course/a.ts': "export * from 'node:fs/promises'\nexport * from '#protocol/a.ts'",
  'app/a.ts': "export * from 'react'\nexport * from '#course/model.ts'",
  'app/_components/lesson/i.ts': "export * from '../site/button.ts'\nexport * from './outline.ts'",
  'app/_components/terminal/panel/j.ts':
    "export * from '../session/lab-terminals.ts'\nexport * from '../../site/button.ts'",
  'app/_components/terminal/j.test.ts': "export * from '../lab/lab-store.ts'",
  'app/_components/terminal/connection/lab-socket.ts': "export const socket = new WebSocket('ws://a')",
  'sandbox-server/main.ts': "export * from '#server/providers/kind/kind-provider.ts'",
  'sandbox-server/labs/d.test.ts': "export * from '#server/providers/fake/fake-provider.ts'",
  'sandbox-server/http/k.ts': "export * from '#server/labs/a.ts'\nexport * from '../store/a.ts'",
  'sandbox-server/labs/e.ts': "export * from '#server/providers/provider.ts'",
  'sandbox-server/providers/kind/docker-engine.ts': "export * from 'dockerode'",
  'sandbox-server/providers/local/local-pty.ts': "export * from 'node-pty'",
  'sandbox-server/config.ts': "import process from 'node:process'\nexport const e = process.env",
  'scripts/environment.ts': "import process from 'node:process'\nexport const e = process.env",
  'bench/a/b.ts':
    "export * from '#protocol/a.ts'\nexport * from '#course/model.ts'\nexport * from '#server/config.ts'\nexport * from '#scripts/cli.ts'\nexport * from '../../e2e/kindlab-server.ts'\nexport * from '../statistics.ts'",
  'e2e/outages/f.ts': "export * from '#server/providers/kind/labels.ts'",
  'e2e/own-hosts.ts': "import { test } from '@playwright/test'\nexport { test }",
}

const Report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) })

/** The files that a restriction refuses, in a small project with the lint configuration of this one. */
async function findRefused(files: Record<string, string>): Promise<string[]> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-lint-'))
  await symlink(join(checkout, 'node_modules'), join(folder.path, 'node_modules'))
  await copyFile(join(checkout, 'oxlint.config.ts'), join(folder.path, 'oxlint.config.ts'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder.path, path)), { recursive: true })
    await writeFile(join(folder.path, path), `${text}\n`)
  }
  const argv = ['node_modules/.bin/oxlint', '--format=json', ...Object.keys(files)]
  const { stdout } = await runCommand(argv, { cwd: folder.path, env })
  const { diagnostics } = Report.parse(JSON.parse(stdout))
  const refused = diagnostics.filter(({ code }) => code.includes('no-restricted-'))
  return [...new Set(refused.map(({ filename }) => filename))].toSorted((a, b) => a.localeCompare(b))
}

test('lint refuses imports that a folder must not have', async () => {
  assert.deepEqual(
    await findRefused(REFUSED),
    Object.keys(REFUSED).toSorted((a, b) => a.localeCompare(b)),
  )
})

test('lint accepts the allowed imports of each folder', async () => {
  assert.deepEqual(await findRefused(ALLOWED), [])
})
