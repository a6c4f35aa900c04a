import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildIndex, CourseSearch } from './course-search.ts'
import type { SearchSource } from './search-entry.ts'

const source = (part: Partial<SearchSource> & Pick<SearchSource, 'id' | 'title'>): SearchSource => ({
  kind: 'section',
  place: '',
  href: `/${part.id}`,
  text: '',
  ...part,
})

const SOURCES = [
  source({ id: 'services', kind: 'lesson', title: '8. Services in iptables', text: 'kube-proxy writes rules.' }),
  source({ id: 'proxy', kind: 'lesson', title: '7. What kube-proxy is', text: 'It is a Pod on each node.' }),
  source({ id: 'journal', kind: 'command', title: 'journalctl -u kubelet -n 20', text: '' }),
  source({ id: 'kubelet', title: 'What kubelet wrote', text: 'The journal keeps it; read it with journalctl.' }),
  source({ id: 'pid', title: 'The pid of a container', text: '' }),
  source({ id: 'pod', kind: 'term', title: 'pod', text: '' }),
]

/** Loads the index from JSON, as the browser does. */
const search = CourseSearch.read(JSON.stringify(buildIndex(SOURCES)))
const idsOf = (query: string) => search.find(query, 10).map(({ id }) => id)

test('a word with two swapped letters is found', () => {
  assert.deepEqual(idsOf('iptabels'), ['services'])
})

test('a name with a hyphen is found, and the entry with it in the title comes first', () => {
  assert.deepEqual(idsOf('kube-proxy'), ['proxy', 'services'])
})

test('a whole command is found, without its option letters', () => {
  assert.deepEqual(idsOf('journalctl -u kubelet'), ['journal', 'kubelet'])
})

test('a word is found by its beginning', () => {
  assert.deepEqual(idsOf('contai'), ['pid'])
})

test('short words must match exactly', () => {
  assert.deepEqual(idsOf('pod'), ['pod', 'proxy'])
  assert.deepEqual(idsOf('pid'), ['pid'])
})

test('if no entry has every word, entries with some of the words are shown', () => {
  assert.deepEqual(idsOf('why kubelet'), ['kubelet', 'journal'])
})

test('lessons come in the order of the course, not of their names', () => {
  assert.deepEqual(
    search.lessons().map(({ id }) => id),
    ['services', 'proxy'],
  )
})

test('a result has its kind and address, but no text', () => {
  const [found] = search.find('journalctl kubelet', 1)
  assert.deepEqual(found, {
    id: 'journal',
    kind: 'command',
    title: 'journalctl -u kubelet -n 20',
    place: '',
    href: '/journal',
  })
})
