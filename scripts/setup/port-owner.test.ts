import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import process from 'node:process'
import { test } from 'node:test'
import { findPortOwner, isPortFree, readArgv } from './port-owner.ts'

test('finds the process that listens on a port, and none after it has stopped', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  const { port } = address
  assert.equal(await isPortFree('127.0.0.1', port), false)
  const owner = await findPortOwner(port)
  assert.equal(owner?.pid, process.pid)
  assert.equal(owner?.argv[0], process.execPath)

  server.close()
  await once(server, 'close')
  assert.equal(await isPortFree('127.0.0.1', port), true)
  assert.equal(await findPortOwner(port), undefined)
})

test('the command line of an ended process is empty', async () => {
  assert.deepEqual(await readArgv(4_194_305), [])
})
