/** Class results as a CSV file. */
import type { ResultRow } from '#protocol/classes.ts'
import type { Store } from '#server/store/open-store.ts'
import { resultRows } from './class-results.ts'
import type { Route } from './router.ts'

const COLUMNS = ['name', 'module', 'lesson', 'step', 'started', 'done', 'done by', 'hints'] as const

export function resultsCsvRoute({ store, wallNow }: { store: Store; wallNow: () => number }): Route {
  return {
    action: 'class.results_csv',
    method: 'GET',
    path: '/classes/:id/results.csv',
    handle: async ({ access: { known }, learner }) => {
      await store.audit.add(
        { event: 'class.results_exported', learnerId: learner.id, subject: known.id, detail: 'csv' },
        wallNow(),
      )
      const content = toCsv(await resultRows(store, known.id))
      const headers = { 'content-disposition': 'attachment; filename="results.csv"' }
      return { status: 200, text: { type: 'text/csv; charset=utf-8', content }, headers }
    },
  }
}

export function toCsv(rows: readonly ResultRow[]): string {
  const lines = rows.map(({ name, module, lesson, step, startedAt, doneAt, doneBy, hints }) =>
    [name, module, lesson, step, timeOf(startedAt), timeOf(doneAt), doneBy ?? '', String(hints)].map(cell).join(','),
  )
  return [COLUMNS.map(cell).join(','), ...lines, ''].join('\r\n')
}

/** A spreadsheet runs a cell that begins like a formula, and names come from learners: an apostrophe makes it text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

function timeOf(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toISOString()
}
