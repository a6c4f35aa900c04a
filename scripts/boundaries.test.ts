/** Sees every rule of oxlint.config.ts about who may import what refuse something, and let its one exception pass. */
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
  'sandbox-server/e.ts': "export * from '#scripts/cli.ts'",
  'sandbox-server/providers/kind/f.ts': "export * from 'dockerode'",
  'sandbox-server/providers/kind/docker-engine.ts': "export * from 'node-pty'",
  'sandbox-server/providers/local/g.ts': "export * from 'node-pty'",
  'sandbox-server/h.ts': "export { env } from 'node:process'",
  'sandbox-server/i.ts': "import process from 'node:process'\nexport const { env } = process",
  'sandbox-server/j.ts': "export * from '../e2e/kindlab-server.ts'",
  'scripts/a.ts': "export * from '../app/page.tsx'",
  'e2e/a.ts': "export * from '#server/config.ts'",
  'e2e/b/c.spec.ts': "import { test } from '@playwright/test'\nexport { test }",
}

const ALLOWED: Record<string, string> = {
  'protocol/a.ts': "export * from 'zod/mini'\nexport * from './b.ts'\nexport * from '#protocol/c.ts'",
  'protocol/b.test.ts': "export * from 'node:test'\nexport * from 'fast-check'",
  'course/a.ts': "export * from 'node:fs/promises'\nexport * from '#protocol/a.ts'",
  'app/a.ts': "export * from 'react'\nexport * from '#course/model.ts'",
  'app/_components/terminal/lab-socket.ts': "export const socket = new WebSocket('ws://a')",
  'sandbox-server/main.ts': "export * from '#server/providers/kind/kind-provider.ts'",
  'sandbox-server/labs/d.test.ts': "export * from '#server/providers/fake/fake-provider.ts'",
  'sandbox-server/labs/e.ts': "export * from '#server/providers/provider.ts'",
  'sandbox-server/providers/kind/docker-engine.ts': "export * from 'dockerode'",
  'sandbox-server/providers/local/local-pty.ts': "export * from 'node-pty'",
  'sandbox-server/outages/f.ts': "export * from '../../e2e/kindlab-server.ts'",
  'sandbox-server/config.ts': "import process from 'node:process'\nexport const e = process.env",
  'scripts/environment.ts': "import process from 'node:process'\nexport const e = process.env",
  'e2e/own-hosts.ts': "import { test } from '@playwright/test'\nexport { test }",
}

const Report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) })

/** The files of a small project, linted by this project's configuration, that a restriction refuses. */
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

test('each folder is refused what it must not import', async () => {
  assert.deepEqual(
    await findRefused(REFUSED),
    Object.keys(REFUSED).toSorted((a, b) => a.localeCompare(b)),
  )
})

test('each folder may import what it is made of', async () => {
  assert.deepEqual(await findRefused(ALLOWED), [])
})
