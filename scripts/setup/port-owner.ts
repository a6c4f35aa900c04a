import { readdir, readFile, readlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { parseListeningSockets, parseSocketLink } from './listening-sockets.ts'

export interface RunningProcess {
  pid: number
  /** The words of its command line. */
  argv: readonly string[]
}

/** Whether a server can listen on the port now. */
export function isPortFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false)
      else reject(error)
    })
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** The process that listens on a port; undefined if there is none, or if this user may not read its files. */
export async function findPortOwner(port: number): Promise<RunningProcess | undefined> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'utf8').catch(() => '')),
  )
  const sockets = tables.flatMap(parseListeningSockets).filter((socket) => socket.port === port)
  const inodes = new Set(sockets.map((socket) => socket.inode))
  if (inodes.size === 0) return undefined
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const owners = await Promise.all(pids.map(async (pid) => ((await holdsSocket(pid, inodes)) ? pid : undefined)))
  const pid = owners.find((owner) => owner !== undefined)
  return pid === undefined ? undefined : { pid, argv: await readArgv(pid) }
}

/** Command line of a process; empty if it has ended. */
export async function readArgv(pid: number): Promise<string[]> {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return text.split('\0').filter((word) => word !== '')
}

/** A variable in the environment with which a process was started; undefined if this user may not read it. */
export async function readVariable(pid: number, name: string): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
  const line = text.split('\0').find((each) => each.startsWith(`${name}=`))
  return line?.slice(name.length + 1)
}

async function holdsSocket(pid: number, inodes: ReadonlySet<string>): Promise<boolean> {
  const folder = `/proc/${pid}/fd`
  const names = await readdir(folder).catch(() => [])
  const targets = await Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => '')))
  return targets.some((target) => inodes.has(parseSocketLink(target) ?? ''))
}
