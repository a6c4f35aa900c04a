/** The text of the systemd unit that runs the server. */
import { pathToFileURL } from 'node:url'

export interface UnitOptions {
  checkout: string
  /** Path of Node. */
  node: string
  /** File with the settings, for its owner only: other accounts can read a unit. */
  environmentFile: string
  /** `system`: as root, for the whole machine. `user`: with the rights of one user. */
  scope: 'system' | 'user'
  /** Shells of the provider `local` run inside the unit, so it must not limit them. */
  hasLocalShells: boolean
  /** Version of systemd. */
  version: number
}

/** A growing pause between restarts exists since this version. */
const STEPS_SINCE = 254

/** Wrong settings, as in sandbox-server/main.ts: a restart cannot repair them. */
const EXIT_CONFIG = 78

export function formatUnit(options: UnitOptions): string {
  const isSystem = options.scope === 'system'
  return [
    '# Written by ./kindlab service install; ./kindlab service remove deletes it.',
    '[Unit]',
    'Description=Kindlab',
    `Documentation=${escapeSpecifiers(pathToFileURL(`${options.checkout}/docs/operations.md`).href)}`,
    ...(isSystem ? ['Wants=network-online.target docker.service', 'After=network-online.target docker.service'] : []),
    // Without a limit: a defect that lasts for an hour must not keep the site down for longer.
    'StartLimitIntervalSec=0',
    '',
    '[Service]',
    'Type=exec',
    `WorkingDirectory=${escapeSpecifiers(options.checkout)}`,
    `EnvironmentFile=${escapeSpecifiers(options.environmentFile)}`,
    `ExecStart=${quote(options.node)} ${quote(`${options.checkout}/sandbox-server/main.ts`)}`,
    'Restart=always',
    ...restartPauses(options.version),
    `RestartPreventExitStatus=${EXIT_CONFIG}`,
    'KillMode=mixed',
    'TimeoutStopSec=20',
    // The kernel kills the programs of clusters first when memory runs out. Only root can lower the value.
    ...(isSystem ? ['OOMScoreAdjust=-900'] : []),
    'OOMPolicy=continue',
    ...(options.hasLocalShells ? [] : hardening(isSystem)),
    '',
    '[Install]',
    `WantedBy=${isSystem ? 'multi-user.target' : 'default.target'}`,
    '',
  ].join('\n')
}

function restartPauses(version: number): string[] {
  if (version < STEPS_SINCE) return ['RestartSec=2']
  return ['RestartSec=200ms', 'RestartSteps=8', 'RestartMaxDelaySec=30']
}

/** The server talks to Docker and writes its own folders. A user's systemd cannot change mounts or capabilities. */
function hardening(isSystem: boolean): string[] {
  const anyUser = [
    'NoNewPrivileges=yes',
    'LockPersonality=yes',
    'RestrictRealtime=yes',
    'RestrictSUIDSGID=yes',
    'RestrictNamespaces=yes',
    'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK',
    'SystemCallArchitectures=native',
    'UMask=0077',
  ]
  const root = ['ProtectSystem=full', 'ProtectKernelModules=yes', 'ProtectKernelLogs=yes', 'ProtectClock=yes']
  return isSystem ? [...anyUser, ...root] : anyUser
}

/** systemd replaces `%` and `$` in commands. */
function quote(word: string): string {
  const escaped = word
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`)
    .replaceAll('$', '$$$$')
  return `"${escapeSpecifiers(escaped)}"`
}

function escapeSpecifiers(text: string): string {
  return text.replaceAll('%', '%%')
}
