import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { CONNECTION_LIMITS, listen } from './listen.ts'

async function start(limits: Partial<typeof CONNECTION_LIMITS>) {
  const server = await listen({ host: '127.0.0.1', port: 0 }, { ...CONNECTION_LIMITS, ...limits })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const open = async () => {
    const socket = connect(address.port, '127.0.0.1')
    await once(socket, 'connect')
    return socket
  }
  const stop = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { server, open, [Symbol.asyncDispose]: stop }
}

test('a client that asks and does not read loses its connection', async () => {
  await using started = await start({ idleMs: 100 })
  started.server.on('request', (_request, response) => response.end(Buffer.alloc(32 * 1_048_576)))
  const socket = await started.open()
  socket.pause()
  const asked = once(started.server, 'request')
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  const [, response] = await asked
  await once(response, 'close')
  assert.equal(response.writableFinished, false)
  socket.destroy()
})

test('a client that reads slowly gets the whole reply, although it takes longer than the limit', async () => {
  await using started = await start({ idleMs: 400 })
  const size = 24 * 1_048_576
  started.server.on('request', (_request, response) => response.end(Buffer.alloc(size)))
  const socket = await started.open()
  socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
  let received = 0
  socket.on('data', (bytes) => {
    received += bytes.byteLength
    socket.pause()
    setTimeout(() => socket.resume(), 5)
  })
  await once(socket, 'close')
  assert.ok(received > size)
})

test('a connection above the limit is closed', async () => {
  await using started = await start({ maxConnections: 2 })
  const kept = [await started.open(), await started.open()]
  const refused = await started.open()
  await once(refused, 'close')
  assert.ok(kept.every((socket) => !socket.closed))
  for (const socket of kept) socket.destroy()
})
