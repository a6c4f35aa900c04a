import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import type { FakePty } from '#server/providers/fake/fake-pty.ts'
import type { FakeSandbox } from '#server/providers/fake/fake-sandbox.ts'
import { FakeSite, makeFakeSandbox } from './testing/fake-site.ts'

function recordPtys(sandbox: FakeSandbox): FakePty[] {
  const ptys: FakePty[] = []
  const open = sandbox.openTerminal.bind(sandbox)
  sandbox.openTerminal = async (options) => {
    const pty = await open(options)
    ptys.push(pty)
    return pty
  }
  return ptys
}

test('after a restart of the server the page finds the same shell, with the same PID and a new epoch', async () => {
  await using site = await FakeSite.start()
  site.addLab(await makeFakeSandbox())
  const page = await site.page()
  const terminal = await page.open(1)
  page.type(1, 'echo pid $$\r')
  await page.until('the PID', () => /pid \d+\n/.test(terminal.plain))
  const pid = /pid (\d+)\n/.exec(terminal.plain)?.[1]
  const { epoch } = terminal
  await site.restart()
  await page.until('closed', () => page.closed !== undefined)
  assert.equal(page.closed?.code, 4010)
  assert.equal(page.pageMessages.at(-1)?.type, 'close_notice')

  const again = await site.page({ writer: page.writer, terminals: page.terminals })
  await again.until('the list', () => {
    const list = again.pageMessages.findLast(({ type }) => type === 'terminals')
    return list?.type === 'terminals' && list.terminals.some((entry) => entry.terminal === 'control-plane-1')
  })
  await again.open(1)
  again.type(1, 'echo now $$\r')
  await again.until('the PID', () => terminal.plain.includes(`now ${pid}\n`))
  assert.notEqual(terminal.epoch, epoch)
})

test('the server reattaches after a lost attachment; keys typed meanwhile arrive once, and no output is missing', async () => {
  await using site = await FakeSite.start()
  const provider = new FakeProvider()
  const sandbox = await makeFakeSandbox(2, provider)
  const ptys = recordPtys(sandbox)
  site.addLab(sandbox)
  const page = await site.page()
  const terminal = await page.open(1)
  await page.until('the prompt', () => terminal.plain.includes('$ '))
  provider.faults.failNext('openTerminal', new KindlabError('docker.unavailable'))
  ptys[0]?.lose()
  page.type(1, 'echo typed $$\r')
  await page.until('the answer', () => /\ntyped \d+\n/.test(terminal.plain))
  assert.equal(ptys.length, 2)
  assert.equal(terminal.shown.split('echo typed').length, 2)
  assert.deepEqual(terminal.protocolErrors, [])
  assert.equal(terminal.message('exit'), undefined)
})

test('a shell ends without an exit code if its cluster is gone', async () => {
  await using site = await FakeSite.start()
  const provider = new FakeProvider()
  const sandbox = await makeFakeSandbox(2, provider)
  const ptys = recordPtys(sandbox)
  site.addLab(sandbox)
  const page = await site.page()
  const terminal = await page.open(1)
  provider.faults.failNext('openTerminal', new KindlabError('sandbox.gone'))
  ptys[0]?.lose()
  await page.until('the exit', () => terminal.message('exit')?.code === null)
})

test('another shell with the same name does not replace the lost shell', async () => {
  await using site = await FakeSite.start()
  const sandbox = await makeFakeSandbox()
  const ptys = recordPtys(sandbox)
  site.addLab(sandbox)
  const page = await site.page()
  const terminal = await page.open(1)
  const shell = sandbox.shell('control-plane', 'control-plane-1')
  ptys[0]?.lose()
  shell?.end(0)
  await page.until('the exit', () => terminal.message('exit')?.code === null)
})

test('closing the server detaches from every shell and ends none', async () => {
  const sandbox = await makeFakeSandbox()
  const ptys = recordPtys(sandbox)
  {
    await using site = await FakeSite.start()
    site.addLab(sandbox)
    const page = await site.page()
    await page.open(1)
    await page.open(2, 'worker-1')
    page.socket.terminate()
  }
  const ends = await Promise.all(ptys.map(({ ended }) => ended))
  assert.deepEqual(
    ends.map(({ reason }) => reason),
    ['lost', 'lost'],
  )
  assert.deepEqual(await sandbox.listTerminals('worker'), ['worker-1'])
})
