import { readFile, readdir } from 'node:fs/promises'

/** Processes of this machine whose file in `/proc/<pid>/` is as wanted. One that ends meanwhile has an empty file. */
export async function findProcesses(file: 'environ' | 'stat', isWanted: (text: string) => boolean): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const matches = await Promise.all(
    pids.map(async (pid) => isWanted(await readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => ''))),
  )
  return pids.filter((_, index) => matches[index]).map(Number)
}
