/** Kinds of Docker and machines on which Kindlab does not run, or was never tried. */
import * as z from 'zod'
import type { Machine } from './machine.ts'

const Info = z.object({
  SecurityOptions: z.array(z.string()).nullish(),
  OperatingSystem: z.string().optional(),
  KernelVersion: z.string().optional(),
  Architecture: z.string().optional(),
  ServerVersion: z.string().optional(),
  SystemTime: z.string().optional(),
  FirewallBackend: z.object({ Driver: z.string() }).nullish(),
  BuildahVersion: z.string().optional(),
})

export interface EngineFacts {
  isRootless: boolean
  isPodman: boolean
  isDesktop: boolean
  isWsl: boolean
  /** Of Docker, for example `26.1.5+dfsg1`; empty if it is unknown. */
  version: string
  /** As Docker names it, for example `x86_64`. */
  architecture: string
  hasNftables: boolean
  /** Docker's clock minus the clock of this process. */
  clockLeadMs: number | undefined
}

/** @param info output of `docker info --format '{{json .}}'`; undefined if it is not from an engine */
export function parseEngineFacts(info: string, nowMs: number): EngineFacts | undefined {
  const parsed = Info.safeParse(parseJson(info))
  if (!parsed.success) return undefined
  const { SecurityOptions, OperatingSystem = '', KernelVersion = '', Architecture = '', ...rest } = parsed.data
  const systemMs = Date.parse(rest.SystemTime ?? '')
  return {
    isRootless: (SecurityOptions ?? []).some((option) => option.includes('rootless')),
    isPodman: rest.BuildahVersion !== undefined || /podman/i.test(OperatingSystem),
    isDesktop: OperatingSystem.includes('Docker Desktop'),
    isWsl: /microsoft/i.test(KernelVersion),
    version: rest.ServerVersion ?? '',
    architecture: Architecture,
    hasNftables: rest.FirewallBackend?.Driver.includes('nftables') === true,
    clockLeadMs: Number.isNaN(systemMs) ? undefined : systemMs - nowMs,
  }
}

export async function readEngineFacts(machine: Machine): Promise<EngineFacts | undefined> {
  const { exitCode, stdout } = await machine.run(['docker', 'info', '--format', '{{json .}}'], { timeoutMs: 10_000 })
  return exitCode === 0 ? parseEngineFacts(stdout, Date.now()) : undefined
}

/** Why clusters cannot run on this engine; undefined if nothing is known against it. */
export function findRefusal({ isRootless, isPodman }: EngineFacts): string | undefined {
  if (isPodman) return 'Podman is not supported: Kindlab needs requests that only Docker Engine answers'
  if (isRootless) return 'rootless Docker is not supported: nodes need loop devices and network settings of the machine'
  return undefined
}

/** CVE-2024-29018: a container on an internal network resolves names outside, if the resolver of the host has a loopback address. */
export function leaksNames({ version }: EngineFacts): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split(/\D+/).map(Number)
  if (version === '' || major >= 26) return false
  if (major === 25) return minor === 0 && patch < 5
  return major !== 23 || (minor === 0 && patch < 11)
}

/** Properties of an engine on which Kindlab was never tried. */
export function findUntried({ isDesktop, isWsl, architecture, hasNftables }: EngineFacts): string[] {
  return [
    ...(isDesktop ? ['Docker Desktop'] : []),
    ...(isWsl ? ['WSL'] : []),
    ...(architecture === '' || /^(x86_64|amd64)$/.test(architecture) ? [] : [`processors of ${architecture}`]),
    ...(hasNftables ? ['the nftables back end of Docker, so the isolation of clusters is not tested'] : []),
  ]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
