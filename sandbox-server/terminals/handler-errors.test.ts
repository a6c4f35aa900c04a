import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FakePage } from './testing/fake-page.ts'
import { FakeLab } from './testing/fake-lab.ts'
import { FakeSite, makeFakeSandbox } from './testing/fake-site.ts'

class DefectiveLab extends FakeLab {
  override requestChecks(): never {
    throw new TypeError('a defect')
  }

  override findRunBlock(): never {
    throw new TypeError('a defect')
  }
}

const DEFECTS = {
  throws: (page: FakePage) => page.sendPageMessage({ type: 'check', step: 'one' }),
  rejects: (page: FakePage) => page.sendTerminalMessage(1, { type: 'run', blockId: 'one' }),
}

for (const [what, cause] of Object.entries(DEFECTS)) {
  test(`a handler that ${what} closes its socket with 1011, and other sockets stay`, { timeout: 20_000 }, async () => {
    await using site = await FakeSite.start()
    site.addLab(await makeFakeSandbox(), 'other')
    const other = await site.page({ labId: 'other' })
    site.labs.set('defective', new DefectiveLab(await makeFakeSandbox(), 'defective'))
    const page = await site.page({ labId: 'defective' })
    await page.open(1)
    cause(page)
    await page.until('closed', () => page.closed !== undefined)
    assert.equal(page.closed?.code, 1011)
    const terminal = await other.open(1)
    await other.until('the prompt', () => terminal.plain.includes('$ '))
  })
}
