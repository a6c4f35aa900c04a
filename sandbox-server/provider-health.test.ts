import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import { ProviderHealth } from './provider-health.ts'

function arrange() {
  const provider = new FakeProvider()
  const time = { now: 0 }
  return {
    provider,
    time,
    health: new ProviderHealth({ provider, now: () => time.now, log: pino({ level: 'silent' }) }),
  }
}

test('one answer serves for two seconds', async () => {
  const { provider, time, health } = arrange()
  assert.equal(await health.isUp(), true)
  provider.faults.setOutage(new KindlabError('docker.unavailable'))
  time.now = 1_999
  assert.equal(await health.isUp(), true)
  time.now = 2_000
  assert.equal(await health.isUp(), false)
})

test('an engine that hangs counts as down after two seconds', async (t) => {
  const { provider, health } = arrange()
  const release = provider.faults.hangNext('ping')
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const answers = Promise.all([health.isUp(), health.isUp()])
  t.mock.timers.tick(2_000)
  assert.deepEqual(await answers, [false, false])
  release()
})
