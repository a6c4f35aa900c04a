import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseListeningSockets, parseSocketLink } from './listening-sockets.ts'

const TCP = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:07E8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1604 1 000000002dba0841 100 0 0 10 0
   1: 0100007F:1B58 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 1701 1 000000002dba0842 20 4 30 10 -1
`
const TCP6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000001000000:1B58 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 22002 1 0000 100 0 0 10 0
`

test('finds listening sockets, not connected ones', () => {
  assert.deepEqual(parseListeningSockets(TCP), [{ port: 2024, inode: '1604' }])
})

test('finds IPv6 sockets', () => {
  assert.deepEqual(parseListeningSockets(TCP6), [{ port: 7000, inode: '22002' }])
})

test('recognizes a socket among open files', () => {
  assert.equal(parseSocketLink('socket:[22002]'), '22002')
  assert.equal(parseSocketLink('/dev/null'), undefined)
})
