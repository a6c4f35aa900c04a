import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseMemory, parseThreads, readMachineFacts } from './read-host-facts.ts'

test('available memory is MemAvailable, not MemFree', () => {
  const meminfo = 'MemTotal:        4194304 kB\nMemFree:          102400 kB\nMemAvailable:    2097152 kB\n'
  assert.deepEqual(parseMemory(meminfo), { totalBytes: 4 * 2 ** 30, availableBytes: 2 * 2 ** 30 })
})

test('threads are those of the whole machine, with the lower of its limits', () => {
  assert.deepEqual(parseThreads('20.54 13.77 6.94 14/1047 101619\n', ['4194304\n', '192731\n']), {
    max: 192_731,
    used: 1_047,
  })
  assert.equal(parseThreads('', ['4194304']), undefined)
  assert.equal(parseThreads('20.54 13.77 6.94 14/1047 101619\n', ['']), undefined)
})

test('this machine is measured, also when the folder of the disk is unreadable', async () => {
  const facts = await readMachineFacts('/no/such/folder/of/docker')
  assert.ok(facts.processors >= 1)
  assert.ok(facts.memory.availableBytes > 0 && facts.memory.availableBytes < facts.memory.totalBytes)
  assert.ok(facts.disk !== undefined && facts.disk.freeBytes < facts.disk.totalBytes)
  assert.equal((await readMachineFacts(undefined)).disk, undefined)
})
