import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FakePty } from '#server/providers/fake/fake-pty.ts'
import { FakeSite, makeFakeSandbox } from './testing/fake-site.ts'

test('of 20,000 titles the page gets few, and the last one', async () => {
  await using site = await FakeSite.start()
  const sandbox = await makeFakeSandbox()
  const ptys: FakePty[] = []
  const open = sandbox.openTerminal.bind(sandbox)
  sandbox.openTerminal = async (options) => {
    const pty = await open(options)
    ptys.push(pty)
    return pty
  }
  site.addLab(sandbox)
  const page = await site.page()
  const terminal = await page.open(1)
  await page.until('the prompt', () => terminal.plain.includes('$ '))
  const titles = Array.from({ length: 20_000 }, (_, index) => `\u001B]0;title ${index}\u0007`)
  ptys[0]?.receive(Buffer.from(titles.join('')))
  await page.until('the last title', () => terminal.message('title')?.title === 'title 19999')
  const count = terminal.messages.filter(({ type }) => type === 'title').length
  assert.ok(count < 100, `${count} titles`)
})
