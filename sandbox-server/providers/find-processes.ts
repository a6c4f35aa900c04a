import { readFile, readdir } from 'node:fs/promises'

/** Lists the process ids whose file in `/proc/<pid>/` matches. A process that ends meanwhile counts as an empty file. */
export async function findProcesses(file: 'environ' | 'stat', isMatch: (text: string) => boolean): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const matches = await Promise.all(
    pids.map(async (pid) => isMatch(await readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => ''))),
  )
  return pids.filter((_, index) => matches[index]).map(Number)
}
