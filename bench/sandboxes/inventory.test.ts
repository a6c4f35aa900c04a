import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leftSince } from './inventory.ts'

const BEFORE = { containers: 3, networks: 4, volumes: 5, vethInterfaces: 6, loopDevices: 7, memoryMib: 800 }

test('leftovers are differences to the inventory before, in both directions', () => {
  const after = { containers: 3, networks: 5, volumes: 7, vethInterfaces: 9, loopDevices: 11, memoryMib: 750 }
  assert.deepEqual(leftSince(BEFORE, after), {
    containers: 0,
    networks: 1,
    volumes: 2,
    vethInterfaces: 3,
    loopDevices: 4,
    memoryMib: -50,
  })
})
