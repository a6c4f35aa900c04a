/** A thread for tests: hangs, fills its memory or throws when the job asks for it, and returns other jobs. */
import { serveJobs } from '../serve-jobs.ts'

serveJobs({
  run(job: string): string {
    if (job === 'hang') for (;;);
    if (job === 'fill')
      for (const list: number[][] = []; ;) list.push(Array.from({ length: 100_000 }, () => Math.random()))
    if (job === 'throw') throw new Error('thrown')
    return job
  },
})
