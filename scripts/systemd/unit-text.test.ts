import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatUnit, type UnitOptions } from './unit-text.ts'

const OPTIONS: UnitOptions = {
  checkout: '/srv/kindlab',
  node: '/opt/node/bin/node',
  environmentFile: '/root/.cache/kindlab/run/service.env',
  scope: 'system',
  hasLocalShells: false,
  version: 257,
}

function linesOf(options: Partial<UnitOptions> = {}): string[] {
  return formatUnit({ ...OPTIONS, ...options }).split('\n')
}

test('the unit restarts the server for ever, except after wrong settings', () => {
  const lines = linesOf()
  for (const line of [
    'StartLimitIntervalSec=0',
    'Restart=always',
    'RestartSec=200ms',
    'RestartMaxDelaySec=30',
    'RestartPreventExitStatus=78',
    'ExecStart="/opt/node/bin/node" "/srv/kindlab/sandbox-server/main.ts"',
    'WorkingDirectory=/srv/kindlab',
    'EnvironmentFile=/root/.cache/kindlab/run/service.env',
    'WantedBy=multi-user.target',
  ]) {
    assert.ok(lines.includes(line), line)
  }
})

test('an old systemd gets a constant pause', () => {
  const lines = linesOf({ version: 252 })
  assert.ok(lines.includes('RestartSec=2'))
  assert.equal(
    lines.some((line) => line.startsWith('RestartSteps')),
    false,
  )
})

test('only a system unit lowers the OOM score and limits mounts', () => {
  assert.ok(linesOf().includes('OOMScoreAdjust=-900'))
  assert.ok(linesOf().includes('ProtectSystem=full'))
  const user = linesOf({ scope: 'user' })
  assert.equal(
    user.some((line) => /^(OOMScoreAdjust|Protect|Wants=|After=)/.test(line)),
    false,
  )
  assert.ok(user.includes('NoNewPrivileges=yes'))
  assert.ok(user.includes('WantedBy=default.target'))
})

test('local shells are not limited', () => {
  const lines = linesOf({ hasLocalShells: true })
  assert.equal(
    lines.some((line) => /^(NoNewPrivileges|Protect|Restrict[A-Z]\w+=yes|UMask)/.test(line)),
    false,
  )
})

test('systemd replaces nothing in the paths of the unit', () => {
  const lines = linesOf({ checkout: '/srv/a b%h$HOME', node: '/n"o\\de' })
  assert.ok(lines.includes('WorkingDirectory=/srv/a b%%h$HOME'))
  assert.ok(lines.includes(String.raw`ExecStart="/n\"o\\de" "/srv/a b%%h$$HOME/sandbox-server/main.ts"`))
  assert.ok(lines.includes('Documentation=file:///srv/a%%20b%%25h$HOME/docs/operations.md'))
})

test('the unit has no settings, because other accounts can read it', () => {
  assert.doesNotMatch(formatUnit(OPTIONS), /^Environment=|KINDLAB_/m)
})
